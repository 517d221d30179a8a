package hangari.vm.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.peer.RequiresKvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A guest that never asks for anything is reached all the same: by its timer, and by whoever wants it to end. */
@RequiresKvm
@Timeout(300)
class InterruptionTest {
    // sets the timer, switches interrupts on and spins; the interrupt prints T and halts
    private static final String SPINS =
            "31c08ed88ed0bc007cc7062000217ca32200b030e643b010e640b000e640fbebfeb054baf803eef4";
    // the same, but counts to 0x8000 before it switches interrupts on
    private static final String SPINS_DEAF_AT_FIRST =
            "31c08ed88ed0bc007cc7062000267ca32200b030e643b010e640b000e640b90080e2fefbebfeb054baf803eef4";
    // prints three times T, once with each tick of a timer that ticks again and again
    private static final String THREE_TICKS = "31c08ed88ed0bc007cc7062000287ca32200b034e643b0e8e640b003e640bb0300"
            + "fbf4fa4b75faf4b054baf803eeb020e620cf";
    // reads a port where nobody is, then spins: when the row is there, the guest is or is about to be in its loop
    private static final String ASKS_THEN_SPINS = "e460ebfe";

    @Test
    void aTimerReachesAGuestThatDoesNotStop() {
        assertThat(machine(SPINS).run().output()).isEqualTo("T");
    }

    @Test
    void anInterruptWaitsUntilTheGuestSwitchesThemOn() {
        assertThat(machine(SPINS_DEAF_AT_FIRST).run().output()).isEqualTo("T");
    }

    @Test
    void aTimerTicksAgainAndAgain() {
        assertThat(machine(THREE_TICKS).run().output()).isEqualTo("TTT");
    }

    @Test
    void aTickThatIsNotAcknowledgedIsTheLast() {
        class Forgetful extends Interrupts {
            @Override
            public void out(int register, int value) {}
        }
        Transcript run = machine(THREE_TICKS)
                .replace("interrupts", Forgetful::new)
                .time(Duration.ofMillis(50))
                .run();

        assertThat(run.output()).isEqualTo("T");
        assertThat(run.last()).isEqualTo(new Event.OutOfTime(50));
    }

    @Test
    void anotherThreadStopsAGuestThatSpins() throws Exception {
        try (RunningMachine machine = machine(ASKS_THEN_SPINS).start()) {
            machine.step();
            FutureTask<Transcript> run = new FutureTask<>(machine::run);
            Thread runner = new Thread(run, "runner");
            runner.start();
            machine.stop();

            assertThat(run.get().last()).isEqualTo(new Event.Stopped());
            runner.join();
        }
    }

    @Test
    void whoInterruptsTheThreadThatWaitsEndsTheGuest() throws Exception {
        try (RunningMachine machine = machine(ASKS_THEN_SPINS).start()) {
            FutureTask<Transcript> run = new FutureTask<>(() -> {
                Transcript transcript = machine.run();
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                return transcript;
            });
            Thread runner = new Thread(run, "runner");
            runner.start();
            runner.interrupt();

            assertThat(run.get().last()).isEqualTo(new Event.Stopped());
            runner.join();
        }
    }

    @Test
    void anotherThreadStopsAGuestThatSleeps() throws Exception {
        Machine sleeper = Machine.tiny().keys("x").replace("timer", Never::new);
        try (RunningMachine machine = sleeper.start()) {
            FutureTask<Transcript> run = new FutureTask<>(machine::run);
            Thread runner = new Thread(run, "runner");
            runner.start();
            machine.stop();

            assertThat(run.get().last()).isEqualTo(new Event.Stopped());
            runner.join();
        }
    }

    /** A timer that rings in an hour. */
    private static final class Never extends Timer {
        @Override
        public OptionalLong due() {
            return OptionalLong.of(System.nanoTime() + 3_600_000_000_000L);
        }
    }

    @Test
    void aDeviceThatDoesNotComeBackIsGivenUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Machine stuck = Machine.tiny().time(Duration.ofMillis(1)).replace("serial", () -> new Serial() {
            @Override
            public int in(int register) {
                await(never);
                return super.in(register);
            }
        });
        try (RunningMachine machine = RunningMachine.of(stuck, Duration.ofMillis(1))) {
            assertThatThrownBy(machine::run).hasMessageContaining("mend the device");
            assertThatThrownBy(machine::step).hasMessageContaining("switched off");
        }
        never.countDown();
        // Once it comes back after all, it is cleared away; the time limit of the class ends a wait in vain.
        while (kvmDescriptors() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void manyMachinesLeaveNothing() throws Exception {
        machine(SPINS).run();
        joinProcessors();
        long before = traces();
        for (int i = 0; i < 20; i++) {
            machine(SPINS).run();
            machine(SPINS).start().close();
            try (RunningMachine machine = machine(ASKS_THEN_SPINS).start()) {
                machine.step();
            }
        }
        joinProcessors();

        assertThat(traces()).isEqualTo(before);
        assertThat(kvmDescriptors()).isZero();
    }

    private static void joinProcessors() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("hangari-cpu")) {
                thread.join();
            }
        }
    }

    private static long traces() throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("anon_inode:kvm") || line.contains("/dev/zero"))
                    .count();
        }
    }

    private static long kvmDescriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(descriptor -> {
                        try {
                            String file = Files.readSymbolicLink(descriptor).toString();
                            return file.startsWith("anon_inode:kvm") || file.equals("/dev/kvm");
                        } catch (IOException e) {
                            return false; // the descriptor that lists them
                        }
                    })
                    .count();
        }
    }

    private static Machine machine(String hex) {
        return Machine.of(Guest.of(HexFormat.of().parseHex(hex)));
    }
}

package hangari.vm.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.peer.RequiresKvm;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guests that run on the real KVM, with hardware that is whole, missing, broken or lying. */
@RequiresKvm
@Timeout(300)
class MachineTest {
    private static final String PRINT_A_AND_HALT = "b041baf803eef4";
    private static final String PRINT_ABC_AT_ONCE = "be0c7cbaf803b90300f36ef4616263";
    private static final String TOUCH_NO_MEMORY = "b800f08ed8a31000a12000baf803eef4";
    private static final String PUSH_BELOW_THE_STACK = "bc010050";

    private static final Machine GREETS = Machine.tiny().keys("x");

    @Test
    void theTinyGuestGreetsReadsAKeySleepsUntilTheTimerAndHalts() {
        Transcript run = GREETS.run();

        assertThat(run.output()).isEqualTo("Hi! Key? x Tick!\n");
        assertThat(run.last()).isEqualTo(new Event.Halted());
        assertThat(run.rows().list())
                .extracting(Row::event)
                .containsSubsequence(new Event.Slept(), new Event.Interrupted("Timer", 0, 8), new Event.Halted());
    }

    @Test
    void everyRowSaysWhatTheGuestDidAndWhichMethodWasTheHardware() {
        List<Row> rows = GREETS.run().rows().list();

        assertThat(rows.get(0)).hasToString("    1  in al, dx      the guest read 0x61 from port 0x3fd: Serial.in(5)");
        assertThat(rows.get(1))
                .hasToString("    2  out dx, al     the guest wrote 'H' to port 0x3f8: Serial.out(0, 0x48)");
        assertThat(rows.get(1).line("ko")).isEqualTo("게스트가 포트 0x3f8에 'H' 값을 썼습니다: Serial.out(0, 0x48)");
        assertThat(rows).extracting(Row::number).startsWith(1, 2, 3);
        assertThat(rows.get(rows.size() - 1).instruction()).isEqualTo("hlt");
    }

    @Test
    void anotherByteInTheGuestIsAnotherOutput() {
        assertThat(GREETS.guest(Guest.tiny().replace("Hi!", "Ha!")).run().output())
                .isEqualTo("Ha! Key? x Tick!\n");
        assertThat(bytes(PRINT_A_AND_HALT).run().output()).isEqualTo("A");
        assertThat(bytes(PRINT_A_AND_HALT.replace("41", "42")).run().output()).isEqualTo("B");
    }

    @Test
    void stepByStepItDoesTheSame() {
        try (RunningMachine machine = GREETS.start()) {
            Row row = machine.step();
            int steps = 1;
            while (!row.end()) {
                row = machine.step();
                steps++;
            }
            assertThat(steps).isEqualTo(machine.soFar().rows().size());
            assertThat(machine.step()).as("after the end").isEqualTo(row);
            assertThat(events(machine.soFar())).isEqualTo(events(GREETS.run()));
        }
    }

    @Test
    void halfOfItCanBeSteppedAndTheRestRun() {
        try (RunningMachine machine = GREETS.start()) {
            machine.step();
            machine.step();
            assertThat(machine.screen()).isEqualTo("H");
            assertThat(machine.memory(Guest.ADDRESS, 1)).containsExactly(0xfa);
            assertThat(machine.run().output()).isEqualTo("Hi! Key? x Tick!\n");
            assertThatThrownBy(() -> machine.memory(0, 1)).hasMessageContaining("switched off");
        }
    }

    @Test
    void aKeyMayBeTypedWhileTheGuestWaitsForIt() {
        try (RunningMachine machine = Machine.tiny().start()) {
            while (!machine.screen().endsWith("? ")) {
                machine.step();
            }
            Row asked = machine.step();
            assertThat(asked.event()).as("no key").isEqualTo(machine.step().event());
            machine.type("y");
            assertThat(machine.run().output()).isEqualTo("Hi! Key? y Tick!\n");
        }
    }

    @Test
    void aSerialPortThatIsNeverReadyIsWaitedForInVain() {
        Transcript run =
                GREETS.exits(500).replace("serial", () -> Device.stuck(0)).run();

        assertThat(run.output()).isEmpty();
        assertThat(run.last()).isEqualTo(new Event.OutOfExits(500));
        assertThat(run.rows().size()).isEqualTo(501);
        assertThat(run.rows().toString().lines()).as("the same is said once").hasSizeLessThan(5);
    }

    @Test
    void aSerialPortThatLiesIsBelieved() {
        class Shouting extends Serial {
            @Override
            public void out(int register, int value) {
                super.out(
                        register,
                        Character.toString(value).toUpperCase(Locale.ROOT).charAt(0));
            }
        }
        Transcript run = GREETS.replace("serial", Shouting::new).run();

        assertThat(run.output()).isEqualTo("HI! KEY? X TICK!\n");
        assertThat(run.rows().list().get(1).line("en"))
                .isEqualTo("the guest wrote 'H' to port 0x3f8: Shouting.out(0, 0x48)");
    }

    @Test
    void withoutASerialPortNobodyHearsTheGuest() {
        Transcript run = GREETS.without("serial").run();

        assertThat(run.output()).isEmpty();
        assertThat(run.last()).isEqualTo(new Event.Halted());
        assertThat(run.rows().list().get(0).line("en"))
                .isEqualTo("the guest read 0xff from port 0x3fd: no device is there");
    }

    @Test
    void withoutATimerOrItsWireNothingWakesTheGuest() {
        assertThat(GREETS.without("timer").run().last()).isEqualTo(new Event.Stranded());
        assertThat(GREETS.without("interrupts").run().last()).isEqualTo(new Event.Stranded());
    }

    @Test
    void aDeviceThatThrowsIsBrokenHardware() {
        Transcript run = GREETS.replace("serial", () -> new Serial() {
                    @Override
                    public int in(int register) {
                        throw new IllegalStateException("smoke");
                    }
                })
                .run();

        assertThat(run.rows().last().line("en"))
                .isEqualTo("serial.in(5) threw java.lang.IllegalStateException: smoke: the hardware broke");
    }

    @Test
    void aFaultInAFaultInAFaultIsACrash() {
        assertThat(bytes(PUSH_BELOW_THE_STACK).run().last()).isEqualTo(new Event.Crashed());
    }

    @Test
    void aStringIsWrittenInOrder() {
        assertThat(bytes(PRINT_ABC_AT_ONCE).run().output()).isEqualTo("abc");
    }

    @Test
    void whereThereIsNoMemoryWritingIsLostAndReadingGivesAllOnes() {
        Transcript run = bytes(TOUCH_NO_MEMORY).run();

        assertThat(run.rows().list())
                .extracting(Row::event)
                .startsWith(new Event.WroteNowhere(0xf0010, 2, 0xf000), new Event.ReadNowhere(0xf0020, 2))
                .contains(
                        new Event.Wrote(0x3f8, List.of(0xff), true, new Event.Answer("Serial", "Serial.out(0, 0xff)")));
    }

    @Test
    void memoryBeyondTheEndIsRefusedInOneLine() {
        try (RunningMachine machine = GREETS.start()) {
            assertThatThrownBy(() -> machine.memory(0xffff, 2))
                    .hasMessage("2 bytes at 0xffff: the machine's memory ends at 0x10000");
            assertThatThrownBy(() -> machine.memory(-1, 1)).hasMessageContaining("memory ends");
        }
        assertThatThrownBy(() -> Machine.of(Guest.of(new byte[0x9000])).start())
                .hasMessage("a guest of 36864 bytes at 0x7c00 does not fit into 65536 bytes of memory: give the machine"
                        + " more");
        assertThatThrownBy(() -> GREETS.memory(5000)).hasMessageContaining("whole pages");
    }

    @Test
    void theTimeOfAGuestThatWantsNothingRunsOut() {
        Transcript run =
                GREETS.guest(Guest.of(0xeb, 0xfe)).time(Duration.ofMillis(20)).run();

        assertThat(run.last()).isEqualTo(new Event.OutOfTime(20));
        assertThat(run.rows().size()).isEqualTo(1);
    }

    private static List<Event> events(Transcript run) {
        return run.rows().list().stream().map(Row::event).toList();
    }

    private static Machine bytes(String hex) {
        return Machine.of(Guest.of(HexFormat.of().parseHex(hex)));
    }
}

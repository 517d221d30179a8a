package hangari.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hangari.vm.agent.AgentLink;
import hangari.vm.agent.GuestCommand;
import hangari.vm.agent.GuestProcess;
import hangari.vm.agent.Streams;
import hangari.vm.fault.VmException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a command if the agent cannot do it, or is gone. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostAgentTest {
    // linux/filter.h: LD|W|ABS, JMP|JEQ|K, RET|K; seccomp(2): the call's number is first, 0x0005_0000 is RET_ERRNO
    private static final List<Step> NO_CLONE3 = List.of(
            new ConfinementStep.NoNewPrivs(),
            new ConfinementStep.Seccomp(List.of(
                    new SockFilter(0x20, 0, 0, 0),
                    new SockFilter(0x15, 0, 1, 435),
                    new SockFilter(0x06, 0, 0, 0x0005_0000 | Errno.EAGAIN.number()),
                    new SockFilter(0x06, 0, 0, 0x7fff_0000))));

    @TempDir
    private Path folder;

    private static GuestProcess start(AgentLink link, String script, OutputStream out) {
        return link.start(
                GuestCommand.of(List.of("sh", "-c", script)),
                Streams.withoutInput(out, OutputStream.nullOutputStream()));
    }

    private static VmException refused(Runnable task) {
        return catchThrowableOfType(VmException.class, task::run);
    }

    @Test
    void aCommandRuns() throws IOException {
        var out = new ByteArrayOutputStream();
        try (HostAgent agent = HostAgent.start(folder, List.of())) {
            assertThat(start(agent.link(), "echo here; exit 3", out).await()).isEqualTo(3);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("here\n");
    }

    @Test
    void whereNoProcessCanBeMadeTheCommandIsRefusedAndItsSlotIsFreeAgain() throws IOException {
        try (HostAgent agent = HostAgent.start(folder, NO_CLONE3)) {
            for (int i = 0; i < 2 * GuestAgent.SLOTS; i++) {
                GuestProcess process = agent.link()
                        .start(
                                GuestCommand.of(List.of("cat")),
                                new Streams(
                                        new ByteArrayInputStream(new byte[1]),
                                        OutputStream.nullOutputStream(),
                                        OutputStream.nullOutputStream()));
                process.signal(Signal.SIGTERM);

                assertThat(process.await()).isEqualTo(125);
                assertThat(process.refusal().orElseThrow().line())
                        .startsWith("clone3")
                        .contains("EAGAIN");
            }
        }
    }

    @Test
    void whoeverAsksAnAgentThatIsGoneIsToldSo() throws IOException {
        try (HostAgent agent = HostAgent.start(folder, List.of())) {
            List<GuestProcess> running = new ArrayList<>();
            for (int i = 0; i < GuestAgent.SLOTS; i++) {
                running.add(start(agent.link(), "exec sleep 1000", OutputStream.nullOutputStream()));
            }
            CompletableFuture<VmException> waits = CompletableFuture.supplyAsync(
                    () -> refused(() -> start(agent.link(), "true", OutputStream.nullOutputStream())));

            agent.kill();

            for (int i = 0; i < 2 * GuestAgent.SLOTS; i++) {
                assertThat(refused(() -> start(agent.link(), "true", OutputStream.nullOutputStream()))
                                .kind())
                        .isEqualTo(VmException.Kind.GONE);
            }
            assertThat(running)
                    .allSatisfy(process -> assertThat(refused(process::await)).hasMessageContaining("ended while"));
            assertThat(waits.join()).hasMessageContaining("ended while");
        }
    }

    @Test
    void aCommandThatIsWaitedForTwiceLeavesItsSlotOnce() throws IOException {
        try (HostAgent agent = HostAgent.start(folder, List.of())) {
            GuestProcess process = start(agent.link(), "exit 4", OutputStream.nullOutputStream());
            assertThat(process.await()).isEqualTo(4);
            assertThat(process.await()).isEqualTo(4);

            GuestProcess other = start(agent.link(), "exit 5", OutputStream.nullOutputStream());
            assertThat(other.await()).isEqualTo(5);
        }
    }
}

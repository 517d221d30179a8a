package hangari.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for descriptors, and for processes that are not our children. */
@Timeout(20)
class PollTest {
    @Test
    void aWaitMayBeLongerThanASecond() {
        try (Pipe pipe = Pipe.open()) {
            assertThat(pipe.reader().readable(0)).isFalse();
            pipe.writer().write(new byte[] {1});
            assertThat(pipe.reader().readable(2500)).isTrue();
        }
    }

    @Test
    void anotherProcessIsHeldSignalledAndSeenToEnd() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "100").start();
        try (OtherProcess held = OtherProcess.hold(sleeper.pid()).orElseThrow()) {
            assertThat(held.ended(0)).isFalse();
            assertThat(held.signal(Signal.SIGKILL)).isTrue();
            assertThat(held.ended(10_000)).isTrue();
            assertThat(sleeper.waitFor()).isEqualTo(128 + Signal.SIGKILL.number());
            assertThat(held.signal(Signal.SIGKILL)).isFalse();
        }
        assertThat(OtherProcess.hold(sleeper.pid()).map(OtherProcess::pid)).isEqualTo(Optional.empty());
    }
}

package hangari.container.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Limits NONE = Limits.none();

    @Test
    void areWrittenAsDockerTakesThem() {
        Limits limits =
                NONE.withMemory("64m").withMemorySwap("96m").withPids(20).withCpus(0.5);

        assertThat(limits.memory()).contains(new ByteSize(64 << 20));
        assertThat(limits.memorySwap()).contains(new ByteSize(96 << 20));
        assertThat(limits.pids()).hasValue(20);
        assertThat(limits.cpus()).hasValue(0.5);
        assertThat(NONE.memory()).isEmpty();
    }

    @Test
    void areRefusedWithTheValueAndTheRemedy() {
        assertThatThrownBy(() -> NONE.withMemory("1m")).hasMessage("cannot limit memory to 1m: give it at least 6m");
        assertThatThrownBy(() -> NONE.withMemorySwap("64m"))
                .hasMessage("cannot limit memory and swap to 64m: limit memory as well");
        assertThatThrownBy(() -> NONE.withMemory("64m").withMemorySwap("32m"))
                .hasMessage("cannot limit memory and swap to 32m:"
                        + " it is the sum of both, so give it at least the memory, 64m");
        assertThatThrownBy(() -> NONE.withCpus(0)).hasMessage("cannot limit cpus to 0.0: give it at least 0.01");
        assertThatThrownBy(() -> NONE.withCpus(Double.NaN)).hasMessageStartingWith("cannot limit cpus to NaN");
        assertThatThrownBy(() -> NONE.withPids(0))
                .hasMessage("cannot limit pids to 0: give it at least 1, for its first process");
        assertThatThrownBy(() -> NONE.withCpuShares(1)).hasMessageStartingWith("cannot limit cpu shares to 1: ");
        assertThatThrownBy(() -> NONE.withBlkioWeight(1001))
                .hasMessage("cannot limit blkio weight to 1001: choose from 10 to 1000");
    }
}

package hangari.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcessStatusTest {
    private static final String NESTED = """
            Name:	httpd
            State:	S (sleeping)
            Tgid:	4242
            Pid:	4242
            PPid:	4200
            Uid:	100000	100001	100002	100003
            Gid:	1	2	3	4
            NSpid:	4242	17	1
            NSpgid:	4242	17	1
            NSsid:	4200	0	0
            VmSize:	    3060 kB
            VmHWM:	    1800 kB
            VmRSS:	    1752 kB
            Threads:	3
            CapInh:	0000000000000000
            CapPrm:	000001fffeffffff
            CapEff:	0000000000200000
            CapBnd:	ffffffffffffffff
            CapAmb:	0000000000000000
            NoNewPrivs:	1
            Seccomp:	2
            """;

    @Test
    void readsTheNumbersThatAProcessHasInEachPidNamespace() {
        var status = ProcessStatus.parse(NESTED);

        assertThat(status.nspid()).containsExactly(4242L, 17L, 1L);
        assertThat(status.nspgid()).containsExactly(4242L, 17L, 1L);
        assertThat(status.nssid()).containsExactly(4200L, 0L, 0L);
        assertThat(status.pid()).isEqualTo(4242);
        assertThat(status.innermostPid()).isEqualTo(1);
        assertThat(status.parent()).isEqualTo(4200);
    }

    @Test
    void readsIdentityAndRights() {
        var status = ProcessStatus.parse(NESTED);

        assertThat(status.name()).isEqualTo("httpd");
        assertThat(status.state()).isEqualTo(ProcessState.SLEEPING);
        assertThat(status.uid()).isEqualTo(new ProcessStatus.Ids(100000, 100001, 100002, 100003));
        assertThat(status.gid().effective()).isEqualTo(2);
        assertThat(status.capabilities().allows(21)).isTrue();
        assertThat(status.capabilities().allows(24)).isFalse();
        assertThat(status.capabilities().bounding()).isEqualTo(-1L);
        assertThat(status.noNewPrivs()).isTrue();
        assertThat(status.seccomp()).isEqualTo(2);
        assertThat(status.threads()).isEqualTo(3);
    }

    @Test
    void givesMemoryInBytes() {
        var memory = ProcessStatus.parse(NESTED).memory();

        assertThat(memory.resident()).hasValue(1752 * 1024);
        assertThat(memory.peak()).hasValue(1800 * 1024);
        assertThat(memory.virtual()).hasValue(3060 * 1024);
    }

    @Test
    void aZombieHasNoMemory() {
        var status = ProcessStatus.parse(NESTED.replaceAll("Vm.*\n", "").replace("S (sleeping)", "Z (zombie)"));

        assertThat(status.state()).isEqualTo(ProcessState.ZOMBIE);
        assertThat(status.memory().resident()).isEmpty();
    }

    @Test
    void undoesTheEscapesOfAHostileName() {
        assertThat(named("a\\nUid:\\\\n")).isEqualTo("a\nUid:\\n");
        assertThat(named(" 항아리 ")).isEqualTo(" 항아리 ");
        assertThat(named("")).isEmpty();
        assertThat(named("cut\\")).isEqualTo("cut\\");
    }

    private static String named(String written) {
        return ProcessStatus.parse(NESTED.replace("httpd", written)).name();
    }

    @Test
    void namesTheLineThatIsMissingOrWrong() {
        assertThatThrownBy(() -> ProcessStatus.parse("")).hasMessage("status: expected a line State:, found \"none\"");
        assertThatThrownBy(() -> ProcessStatus.parse(NESTED.replace("PPid:	4200", "PPid:	x")))
                .hasMessage("status: expected a number for PPid, found \"x\"");
        assertThatThrownBy(() -> ProcessStatus.parse(NESTED.replace("1752 kB", "1752 MB")))
                .hasMessage("status: expected kB for VmRSS, found \"1752 MB\"");
        assertThatThrownBy(() -> ProcessStatus.parse(NESTED.replace("Gid:	1	2	3	4", "Gid:	1")))
                .hasMessageContaining("four ids for Gid");
    }
}

package hangari.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.linux.proc.CgroupMembership.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupMembershipTest {

    @Test
    void onVersion2AllControllersFollowOnePath() {
        var cgroups = CgroupMembership.parse("0::/user.slice/항아리 1\n");

        assertThat(cgroups.layout()).isEqualTo(Layout.V2);
        assertThat(cgroups.unified()).contains("/user.slice/항아리 1");
        assertThat(cgroups.of("memory")).contains("/user.slice/항아리 1");
    }

    @Test
    void onVersion1EachHierarchyHasItsOwn() {
        var cgroups = CgroupMembership.parse("9:name=systemd:/init\n4:cpu,cpuacct:/c\n3:memory:/m:with:colons\n");

        assertThat(cgroups.layout()).isEqualTo(Layout.V1);
        assertThat(cgroups.unified()).isEmpty();
        assertThat(cgroups.of("cpuacct")).contains("/c");
        assertThat(cgroups.of("memory")).contains("/m:with:colons");
        assertThat(cgroups.of("pids")).isEmpty();
        assertThat(cgroups.of("name=systemd")).contains("/init");
    }

    @Test
    void onAHybridTheOldHierarchyWinsForTheControllersItHolds() {
        var cgroups = CgroupMembership.parse("8:pids:/p\n0::/u\n");

        assertThat(cgroups.layout()).isEqualTo(Layout.HYBRID);
        assertThat(cgroups.of("pids")).contains("/p");
        assertThat(cgroups.of("memory")).contains("/u");
    }

    @Test
    void aRemovedCgroupIsNotPartOfThePath() {
        var entry = CgroupMembership.parse("0::/jar (deleted)\n").entries().get(0);

        assertThat(entry.path()).isEqualTo("/jar");
        assertThat(entry.deleted()).isTrue();
        assertThat(entry).hasToString("0::/jar (deleted)");
    }

    @Test
    void withoutCgroupsThereIsNone() {
        assertThat(CgroupMembership.parse("").layout()).isEqualTo(Layout.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0::", "0:/x", "x::/", "0::relative"})
    void namesAMalformedLine(String line) {
        assertThatThrownBy(() -> CgroupMembership.parse(line)).hasMessageStartingWith("cgroup: expected ");
    }
}

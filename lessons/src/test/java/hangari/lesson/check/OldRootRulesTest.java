package hangari.lesson.check;

import static hangari.lesson.check.Boxes.box;
import static hangari.lesson.check.Boxes.scene;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.check.Boxes.Builder;
import hangari.lesson.check.Evidence.Mount;
import hangari.lesson.check.Evidence.RootDir;
import hangari.lesson.model.Check;
import hangari.lesson.model.Check.Reach;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OldRootRulesTest {
    private static final RootDir JAIL = new RootDir("/jail", 8, 77);

    /** What pivot_root(2) and umount2(2) leave. */
    private static Builder walled() {
        return box("ls").with(box -> {
            box.root = Optional.of(JAIL);
            box.top = Optional.of(JAIL);
            box.mounts = List.of(new Mount("/", "ext4", "/dev/vda", "/jail", "8:1", "rw"));
        });
    }

    /** What chroot(2) leaves: nothing of the mount table can be seen, and everything is above. */
    private static Builder chrooted() {
        return walled().with(box -> {
            box.top = Optional.of(Boxes.HOST_ROOT);
            box.mounts = List.of();
        });
    }

    private static Builder notDetached() {
        return walled().with(box -> box.mounts = List.of(
                new Mount("/", "ext4", "/dev/vda", "/jail", "8:1", "rw"),
                new Mount("/old", "ext4", "/dev/vda", "/", "8:1", "rw")));
    }

    private static String said(Reach reach, Builder box) {
        return Judge.mismatch(new Check.OldRoot(reach), scene(box))
                .orElseThrow()
                .message()
                .en();
    }

    @Test
    void is_gone_after_pivot_root_and_above_after_chroot_and_mounted_if_it_was_not_detached() {
        assertThat(Judge.mismatch(new Check.OldRoot(Reach.GONE), scene(walled())))
                .isEmpty();
        assertThat(Judge.mismatch(new Check.OldRoot(Reach.ABOVE), scene(chrooted())))
                .isEmpty();
        assertThat(Judge.mismatch(new Check.OldRoot(Reach.MOUNTED), scene(notDetached())))
                .isEmpty();
    }

    @Test
    void says_where_it_is_instead() {
        assertThat(said(Reach.GONE, chrooted()))
                .isEqualTo("Above the root of this box there is the host's root. It must be nowhere.");
        assertThat(said(Reach.GONE, notDetached()))
                .isEqualTo("The host's root is in the mount table of this box (at /old). It must be nowhere.");
        assertThat(said(Reach.ABOVE, walled()))
                .isEqualTo("The mount namespace of this box does not hold the host's root. It must be above its root"
                        + " only.");
    }

    @Test
    void a_box_that_shares_the_hosts_root_has_it_mounted() {
        Builder plain = box("ls").with(box -> box.mounts = Boxes.HOST.mounts());
        assertThat(Judge.mismatch(new Check.OldRoot(Reach.MOUNTED), scene(plain)))
                .isEmpty();
    }

    @Test
    void is_not_guessed_where_nothing_was_seen() {
        assertThat(said(Reach.GONE, walled().with(box -> box.top = Optional.empty())))
                .contains("no value was observed");
    }
}

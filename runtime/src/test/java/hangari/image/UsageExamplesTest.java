package hangari.image;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.image.elf.ElfFile;
import hangari.image.elf.ElfReader;
import hangari.image.elf.LibraryResolver;
import hangari.image.elf.Sysroot;
import hangari.linux.proc.ProcFs;
import hangari.linux.proc.ProcessStatus;
import hangari.linux.proc.Reading;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the documentation, so that they cannot grow stale. */
class UsageExamplesTest {
    @TempDir
    Path directory;

    @Test
    void askingAProcess() {
        var proc = ProcFs.host();
        long me = proc.self();
        assertThat(proc.namespaces(me).value().orElseThrow().of("uts")).isPresent();

        Reading<ProcessStatus> status = ProcFs.host().status(me);
        String name =
                status.denied() ? "?" : status.map(ProcessStatus::name).value().orElse("gone");
        assertThat(name).startsWith("java");
    }

    @Test
    void askingAProgram() {
        ElfFile shell = ElfReader.read(Path.of("/bin/sh"));
        assertThat(shell.interpreter().isEmpty()).isEqualTo(shell.needed().isEmpty());
        assertThat(new LibraryResolver(Sysroot.host())
                        .resolve("/bin/sh")
                        .files()
                        .isEmpty())
                .isEqualTo(shell.isStatic());
        assertThat(Sysroot.host().resolve("/bin/sh")).isPresent();
    }

    @Test
    void fromPlanToChanges() throws Exception {
        RootPlan plan = RootPlanner.host().plan(List.of("sh", "/bin/ls"));
        assertThat(plan.toString()).contains("asked for");
        plan.createAt(directory.resolve("root"));

        var store = LayerStore.in(directory);
        Layer base = store.add(RootPlanner.host().plan(List.of("sh")));
        Stack stack = store.stack(List.of(base));
        OverlayBox.run(stack.options(), stack.merged(), "echo hi > etc/motd");
        assertThat(stack.changes()).hasToString("C /etc\nA /etc/motd (3 B)");
        Layer changed = store.freeze(stack);
        assertThat(store.layers()).contains(changed);
    }
}

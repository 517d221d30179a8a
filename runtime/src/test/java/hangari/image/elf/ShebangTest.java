package hangari.image.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShebangTest {
    @TempDir
    Path directory;

    @Test
    void namesTheInterpreter() throws Exception {
        assertThat(read("#! /bin/sh -e\necho\n")).contains(new Shebang("/bin/sh", Optional.empty()));
        assertThat(read("#!/bin/sh")).contains(new Shebang("/bin/sh", Optional.empty()));
    }

    @Test
    void namesTheProgramThatEnvSearchesFor() throws Exception {
        assertThat(read("#!/usr/bin/env python3\n")).contains(new Shebang("/usr/bin/env", Optional.of("python3")));
        assertThat(read("#!/usr/bin/env -S A=1 perl -w\n")).contains(new Shebang("/usr/bin/env", Optional.of("perl")));
    }

    @Test
    void anythingElseHasNone() throws Exception {
        assertThat(read("")).isEmpty();
        assertThat(read("#")).isEmpty();
        assertThat(read("echo")).isEmpty();
    }

    @Test
    void saysThatARelativeInterpreterCannotBeFollowed() {
        assertThatThrownBy(() -> read("#!sh\n"))
                .hasMessageEndingWith("its first line names no absolute path: \"#!sh\"");
        assertThatThrownBy(() -> read("#!\n")).hasMessageContaining("names no absolute path");
    }

    private Optional<Shebang> read(String content) throws Exception {
        return Shebang.read(Files.writeString(directory.resolve("script"), content));
    }
}

package hangari.image.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.oci.ImageConfig;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a Dockerfile to an image: what it says of itself, what is taken from the cache, and that it is always the same. */
class ImageBuilderTest {
    @TempDir
    Path directory;

    Bench bench;

    @BeforeEach
    void aContext() throws Exception {
        bench = new Bench(directory).file("motd", "hello\n").file("src/main.c", "int main;\n");
    }

    private Settings settings(String... lines) {
        return bench.config(bench.build(lines)).settings();
    }

    @Test
    void everyInstructionLeavesItsMark() {
        Settings settings = settings(
                "FROM scratch",
                "ENV A=1 B=\"$A two\"",
                "ENV C=${A}${A} A=9",
                "LABEL name=\"a b\" version=$A",
                "WORKDIR /srv",
                "WORKDIR app",
                "USER 7:8",
                "EXPOSE 80 53/udp 8000-8001",
                "VOLUME /data [\"x\"]",
                "SHELL [\"/bin/bash\", \"-ec\"]",
                "STOPSIGNAL SIGQUIT",
                "HEALTHCHECK --interval=1m30s --retries=3 CMD curl localhost",
                "ENTRYPOINT [\"httpd\"]",
                "CMD -f $A");

        assertThat(settings.env()).containsExactly("A=9", "B= two", "C=11");
        assertThat(settings.labels()).isEqualTo(Map.of("name", "a b", "version", "9"));
        assertThat(settings.workingDir()).isEqualTo("/srv/app");
        assertThat(settings.user()).isEqualTo("7:8");
        assertThat(settings.exposedPorts()).containsOnlyKeys("80/tcp", "53/udp", "8000/tcp", "8001/tcp");
        assertThat(settings.volumes()).containsKey("/data");
        assertThat(settings.entrypoint()).containsExactly("httpd");
        assertThat(settings.cmd()).containsExactly("/bin/bash", "-ec", "-f $A");
        assertThat(settings.stopSignal()).isEqualTo("SIGQUIT");
        assertThat(settings.other())
                .containsEntry("Shell", List.of("/bin/bash", "-ec"))
                .containsEntry(
                        "Healthcheck",
                        Map.of(
                                "Test",
                                List.of("CMD-SHELL", "curl localhost"),
                                "Interval",
                                90_000_000_000L,
                                "Retries",
                                3));
    }

    @Test
    void anEntryPointForgetsTheCommandOfTheBaseButNotItsOwn() {
        bench.tag("base", bench.build("FROM scratch", "CMD [\"old\"]"));

        assertThat(settings("FROM base", "ENTRYPOINT [\"e\"]").cmd()).isEmpty();
        assertThat(settings("FROM base", "CMD [\"new\"]", "ENTRYPOINT [\"e\"]").cmd())
                .containsExactly("new");
        assertThat(settings("FROM base").cmd()).containsExactly("old");
    }

    @Test
    void historyShowsWhichStepsHaveALayer() {
        ImageConfig config = bench.config(
                bench.build("FROM scratch", "ARG V=1", "COPY motd /", "RUN make", "RUN [\"a\", \"b\"]", "CMD x"));

        assertThat(config.history())
                .extracting(ImageConfig.Step::createdBy)
                .containsExactly("ARG V=1", "COPY motd /", "RUN |1 V=1 /bin/sh -c make", "RUN |1 V=1 a b", "CMD x");
        assertThat(config.history())
                .extracting(ImageConfig.Step::emptyLayer)
                .containsExactly(true, false, false, false, true);
        assertThat(config.rootfs().diffIds()).hasSize(3);
    }

    @Test
    void argumentsHaveTheirScopes() {
        BuildRequest request = bench.request(
                        "ARG BASE=scratch",
                        "ARG OUTER=outer",
                        "FROM $BASE AS one",
                        "ARG INNER=inner",
                        "LABEL a=$INNER b=$OUTER c=$GIVEN",
                        "ARG OUTER",
                        "ARG GIVEN=default",
                        "ARG TARGETARCH",
                        "LABEL d=$OUTER e=$GIVEN f=$TARGETARCH",
                        "ENV INNER=env",
                        "LABEL g=$INNER",
                        "FROM one",
                        "LABEL h=$OUTER")
                .withArgs(Map.of("GIVEN", "given", "LOST", "x", "http_proxy", "p"));

        assertThat(bench.config(bench.build(request)).settings().labels())
                .isEqualTo(Map.of(
                        "a",
                        "inner",
                        "b",
                        "",
                        "c",
                        "",
                        "d",
                        "outer",
                        "e",
                        "given",
                        "f",
                        Platform.host().architecture(),
                        "g",
                        "env",
                        "h",
                        "outer"));
        assertThat(bench.said)
                .contains("warning: One or more build-args [LOST] were not consumed: declare them with ARG");
    }

    @Test
    void aProgramIsGivenItsUserItsDirectoryAndItsVariables() throws Exception {
        bench.file("etc/passwd", "app:x:5:6::/home/app:/bin/sh\n").file("etc/group", "extra:x:9:app,other\n");
        bench.build(bench.request(
                        "FROM scratch",
                        "COPY etc /etc/",
                        "ARG V",
                        "ENV E=e PATH=/p",
                        "WORKDIR /w",
                        "USER app",
                        "SHELL [\"/bin/bash\", \"-c\"]",
                        "RUN <<EOF",
                        "echo $V",
                        "EOF")
                .withArgs(Map.of("V", "v", "HTTP_PROXY", "proxy", "SECRET", "s")));

        StepRunner.RunStep step = bench.ran.get(0);
        assertThat(step.argv()).containsExactly("/bin/bash", "-c", "echo $V\n");
        assertThat(step.env())
                .isEqualTo(Map.of("PATH", "/p", "HOME", "/home/app", "E", "e", "V", "v", "HTTP_PROXY", "proxy"));
        assertThat(step.workdir()).isEqualTo("/w");
        assertThat(step.user()).hasToString("Owner[uid=5, gid=6]");
        assertThat(step.groups()).containsExactly(9L);
    }

    @Test
    void aProgramThatFailsEndsTheBuildWithItsStatus() {
        bench.status = 3;

        assertThatThrownBy(() -> bench.build("FROM scratch", "RUN make"))
                .isInstanceOfSatisfying(RunFailedException.class, failure -> assertThat(failure.status())
                        .isEqualTo(3))
                .hasMessageStartingWith("Dockerfile:2: The command '/bin/sh -c make' returned a non-zero code: 3");
    }

    @Test
    void aProgramOfAnotherMachineIsNotRun() {
        String other = Platform.host().architecture().equals("arm64") ? "linux/amd64" : "linux/arm64";

        assertThatThrownBy(() -> bench.build("FROM --platform=" + other + " scratch", "RUN x"))
                .hasMessageContaining("RUN is for " + other + " and this machine is");
        assertThat(bench.config(bench.build("FROM --platform=" + other + " scratch", "COPY motd /"))
                        .platform())
                .hasToString(other);
    }

    @Test
    void stagesTakeFromEachOtherAndOnlyThoseNeededAreBuilt() {
        String[] lines = {
            "FROM scratch AS build",
            "COPY src /src/",
            "RUN compile",
            "FROM scratch AS docs",
            "RUN docs",
            "FROM scratch",
            "COPY --from=build /src/main.c /bin/",
            "COPY --from=0 /src /again",
        };
        BuiltImage image = bench.build(lines);

        assertThat(bench.files(image).all().keySet()).containsExactly("again", "again/main.c", "bin", "bin/main.c");
        assertThat(bench.content(image, "again/main.c")).isEqualTo("int main;\n");
        assertThat(bench.ran).hasSize(1);
        assertThat(bench.said).contains("1/6 FROM scratch AS build").noneMatch(line -> line.contains("docs"));

        bench.build(bench.request(lines).withTarget("docs"));
        assertThat(bench.ran).extracting(step -> step.argv().get(2)).containsExactly("docs");
        assertThatThrownBy(() -> bench.build(bench.request(lines).withTarget("nope")))
                .hasMessageContaining("target stage \"nope\" could not be found: name one of build, docs, 2");
    }

    @Test
    void anImageIsABaseAndASourceAndItsTriggersAreRun() {
        bench.tag("base:1", bench.build("FROM scratch", "COPY motd /etc/", "ENV X=1", "ONBUILD COPY src /trigger/"));

        BuiltImage child = bench.build("FROM base:1", "COPY --from=base:1 /etc/motd /copy", "LABEL x=$X");

        assertThat(bench.files(child).all().keySet()).contains("etc/motd", "trigger/main.c", "copy");
        assertThat(bench.config(child).settings().other()).doesNotContainKey("OnBuild");
        assertThat(bench.config(child).settings().labels()).containsEntry("x", "1");
        assertThatThrownBy(() -> bench.build("FROM base:2"))
                .hasMessageContaining("Dockerfile:1: ")
                .hasMessageContaining("no image base:2 in")
                .hasMessageContaining("hangari pull base:2");
    }

    @Test
    void theCacheIsUsedAsLongAsNothingThatMattersHasChanged() throws Exception {
        String[] lines = {"FROM scratch", "LABEL a=1", "COPY motd /", "RUN make", "COPY src /src/", "WORKDIR /src"};
        BuiltImage first = bench.build(lines);
        assertThat(bench.cached()).isZero();

        assertThat(bench.build(lines)).isEqualTo(first);
        assertThat(bench.cached()).isEqualTo(4);
        assertThat(bench.ran).isEmpty();

        Files.setLastModifiedTime(bench.context.resolve("motd"), FileTime.from(Instant.now()));
        bench.build(lines);
        assertThat(bench.cached()).isEqualTo(4);

        bench.file("src/main.c", "changed");
        bench.build(lines);
        assertThat(bench.cached()).isEqualTo(2);

        bench.file("motd", "changed");
        bench.build(lines);
        assertThat(bench.cached()).isZero();

        lines[1] = "LABEL a=2";
        bench.build(lines);
        assertThat(bench.cached()).isEqualTo(4);

        lines[1] = "ENV a=2";
        bench.build(lines);
        assertThat(bench.ran).hasSize(1);

        bench.build(bench.request(lines).withoutCache());
        assertThat(bench.cached()).isZero();
    }

    @Test
    void argumentsMatterToProgramsAndProxiesDoNot() {
        BuildRequest request = bench.request("FROM scratch", "ARG V", "RUN make");
        bench.build(request.withArgs(Map.of("V", "1", "http_proxy", "a")));

        bench.build(request.withArgs(Map.of("V", "1", "http_proxy", "b")));
        assertThat(bench.cached()).isEqualTo(1);
        bench.build(request.withArgs(Map.of("V", "2")));
        assertThat(bench.cached()).isZero();
    }

    @Test
    void aCopyFromAStageIsCachedByWhatIsCopied() throws Exception {
        String[] lines = {
            "FROM scratch AS a", "COPY motd /other", "COPY src /src/", "FROM scratch", "COPY --from=a /src /src",
        };
        BuiltImage first = bench.build(lines);

        bench.file("motd", "the source stage is another one, what is copied is not");

        assertThat(bench.build(lines)).isEqualTo(first);
    }

    @Test
    void entriesGoWhenTheirLayersAreGone() {
        bench.build("FROM scratch", "COPY motd /", "RUN make");
        assertThat(bench.cache.collect()).isZero();

        assertThat(bench.store.collect().blobs()).isEqualTo(4);

        assertThat(bench.cache.collect()).isEqualTo(2);
        BuiltImage again = bench.build("FROM scratch", "COPY motd /", "RUN make");
        assertThat(bench.cached()).isZero();
        assertThat(bench.content(again, "motd")).isEqualTo("hello\n");
    }

    @Test
    void aDamagedEntryIsNoEntry() throws Exception {
        BuiltImage first = bench.build("FROM scratch", "COPY motd /");
        try (Stream<Path> files = Files.list(directory.resolve("build-cache"))) {
            for (Path file : files.toList()) {
                Files.writeString(file, "application/x sha256:no 1 2\n");
            }
        }

        assertThat(bench.build("FROM scratch", "COPY motd /")).isEqualTo(first);
        assertThat(bench.cached()).isZero();
    }

    @Test
    void theSameInputGivesTheSameImageWhereverAndWheneverItIsBuilt() throws Exception {
        String[] lines = {
            "FROM scratch AS a",
            "COPY . /all/",
            "RUN x",
            "FROM scratch",
            "COPY --from=a / /",
            "LABEL b=1 a=2",
            "WORKDIR /x",
        };
        Files.setPosixFilePermissions(
                bench.context.resolve("motd"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));
        BuiltImage here = bench.build(bench.request(lines).withLabels(Map.of("z", "1", "y", "2")));

        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Seoul"));
            Bench there = new Bench(Files.createDirectory(directory.resolve("there")))
                    .file("src/main.c", "int main;\n")
                    .file("motd", "hello\n");
            Files.setPosixFilePermissions(
                    there.context.resolve("motd"),
                    java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            Files.setLastModifiedTime(there.context.resolve("motd"), FileTime.fromMillis(123_456_789_012L));

            assertThat(there.build(there.request(lines).withLabels(Map.of("y", "2", "z", "1"))))
                    .isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void theImageIsAsOldAsWasAsked() {
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        BuiltImage image =
                bench.build(bench.request("FROM scratch", "COPY motd /").withCreated(time));

        assertThat(bench.config(image).created()).contains(time);
        assertThat(bench.files(image).find("motd").orElseThrow().time()).isEqualTo(time);
        assertThat(bench.config(bench.build("FROM scratch", "COPY motd /")).created())
                .contains(Instant.EPOCH);
    }

    @Test
    void aBuildThatFailsLeavesNothingUnfinished() throws Exception {
        bench.status = 1;
        assertThatThrownBy(() -> bench.build("FROM scratch", "COPY motd /", "RUN make"))
                .isInstanceOf(RunFailedException.class);

        try (Stream<Path> files = Files.list(bench.store.directory())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".hangari-"));
        }
        assertThat(bench.store.collect().blobs()).isEqualTo(1);
    }

    @Test
    void faultsOfTheContentHaveTheirLine() {
        for (String[] fault : new String[][] {
            {"EXPOSE 0", "invalid containerPort: 0"},
            {"EXPOSE 80/icmp", "invalid containerPort: 80/icmp"},
            {"STOPSIGNAL no way", "STOPSIGNAL requires exactly one argument"},
            {"STOPSIGNAL sigterm", "invalid signal: sigterm"},
            {"USER $NOBODY", "USER comes to nothing"},
            {"WORKDIR $NOWHERE", "WORKDIR comes to nothing"},
            {"HEALTHCHECK --interval=soon CMD x", "--interval=soon is no duration"},
            {"HEALTHCHECK --retries=0 CMD x", "--retries must be at least 1"},
            {"LABEL a=${b", "syntax error: missing '}'"},
            {"USER app\nRUN x", "unable to find user app in /etc/passwd of the image"},
        }) {
            assertThatThrownBy(() -> bench.build("FROM scratch", fault[0]))
                    .hasMessageMatching("(?s)Dockerfile:[23]: .*")
                    .hasMessageContaining(fault[1]);
        }
        assertThatThrownBy(() -> bench.build("COPY a b"))
                .hasMessage("Dockerfile:1: no build stage in current context: begin with FROM");
        assertThatThrownBy(() -> bench.build("ARG B", "FROM $B"))
                .hasMessageContaining("base name ($B) should not be blank");
        assertThatThrownBy(() -> bench.build("FROM --platform=nonsense scratch"))
                .hasMessageContaining("bad platform");
        assertThatThrownBy(() -> bench.build("FROM UPPER")).hasMessageContaining("Dockerfile:1: bad image name");
    }
}

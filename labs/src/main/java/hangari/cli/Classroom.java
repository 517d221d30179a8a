package hangari.cli;

import hangari.cli.doctor.Examination;
import hangari.cli.doctor.Finding;
import hangari.cli.doctor.Finding.Status;
import hangari.cli.doctor.KernelTrials;
import hangari.cli.doctor.Topic;
import hangari.cli.state.SessionDirectory;
import hangari.lesson.model.Feature;
import hangari.lesson.shell.SessionSettings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a session needs: its directory, what it is started with, and what this machine cannot do. */
final class Classroom implements AutoCloseable {
    // What a learner may use; the rest of our class path would only turn up in completion.
    private static final Pattern RUNTIME = Pattern.compile(".*/((hangari-runtime|jna|jackson)-[^/]*\\.jar|runtime/.*)");
    private static final String STARTUP = "/hangari/api/startup.jsh";

    private final Surroundings surroundings;
    private final SessionDirectory directory;

    private Classroom(Surroundings surroundings, SessionDirectory directory) {
        this.surroundings = surroundings;
        this.directory = directory;
    }

    /** Opens a session's directory; it is removed, with all that the session left, when this is closed. */
    static Classroom open(Surroundings surroundings) {
        return new Classroom(surroundings, SessionDirectory.open(surroundings.state()));
    }

    /** Where the session keeps what it makes. */
    SessionDirectory directory() {
        return directory;
    }

    /** What each session is started with. */
    SessionSettings settings() {
        return SessionSettings.of(classPath())
                .withVmOptions(directory.vmOptions())
                .withStartup(List.of(startup()))
                .withEvidence(directory.evidence())
                .withSources(List.of(surroundings.checkout().resolve("runtime/src/main/java")));
    }

    /** What a learner's code may use. */
    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                .filter(entry -> RUNTIME.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What is imported into every session. */
    static String startup() {
        try (InputStream file = Classroom.class.getResourceAsStream(STARTUP)) {
            if (file == null) {
                throw new IllegalStateException("resource " + STARTUP + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandException(STARTUP + ": " + e.getMessage() + ": build again", e);
        }
    }

    /** Which of these this machine lacks, each with the reason and the remedy on one line. */
    Map<Feature, String> missing(Collection<Feature> wanted, Phrases phrases) {
        Examination examination =
                new Examination(new KernelTrials(directory.work().resolve("trials")));
        Diagnosis diagnosis = new Diagnosis(phrases);
        Map<Feature, String> missing = new EnumMap<>(Feature.class);
        for (Topic topic : Topic.values()) {
            topic.feature().filter(wanted::contains).ifPresent(feature -> {
                Finding finding = examination.of(topic);
                if (finding.status() == Status.NO) {
                    missing.put(feature, diagnosis.reason(finding));
                }
            });
        }
        return missing;
    }

    @Override
    public void close() {
        directory.close();
    }
}

package hangari.lesson.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything a session VM is started with.
 *
 * @param classPath what the learner's code may use, in the form of {@code -classpath}; may be empty
 * @param vmOptions further options of the session VM, such as {@code -Dhangari.evidence=FILE}
 * @param startup code that is run before the learner's, such as imports; the learner never sees it
 * @param evidence the file to which the runtime writes what it observed of each box, if there is one
 * @param sources folders with the sources of the class path, from which documentation is read
 * @param out where the standard output of the learner's code goes, while it runs
 * @param err where its standard error goes
 * @param in where its standard input comes from
 */
public record SessionSettings(
        String classPath,
        List<String> vmOptions,
        List<String> startup,
        Optional<Path> evidence,
        List<Path> sources,
        PrintStream out,
        PrintStream err,
        InputStream in) {
    public SessionSettings {
        vmOptions = List.copyOf(vmOptions);
        startup = List.copyOf(startup);
        sources = List.copyOf(sources);
    }

    /** Settings with nothing but a class path; output is dropped. */
    public static SessionSettings of(String classPath) {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        return new SessionSettings(
                classPath,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                nowhere,
                nowhere,
                InputStream.nullInputStream());
    }

    /** The same with these options of the session VM. */
    public SessionSettings withVmOptions(List<String> options) {
        return new SessionSettings(classPath, options, startup, evidence, sources, out, err, in);
    }

    /** The same with this code run first. */
    public SessionSettings withStartup(List<String> code) {
        return new SessionSettings(classPath, vmOptions, code, evidence, sources, out, err, in);
    }

    /** The same with evidence read from this file. */
    public SessionSettings withEvidence(Path file) {
        return new SessionSettings(classPath, vmOptions, startup, Optional.of(file), sources, out, err, in);
    }

    /** The same with documentation read from these folders. */
    public SessionSettings withSources(List<Path> folders) {
        return new SessionSettings(classPath, vmOptions, startup, evidence, folders, out, err, in);
    }

    /** The same with output going to this stream. */
    public SessionSettings withOutput(PrintStream stream) {
        return new SessionSettings(classPath, vmOptions, startup, evidence, sources, stream, stream, in);
    }
}

package hangari.image.build;

import hangari.image.ImageException;
import hangari.image.oci.Platform;
import hangari.image.tree.Node;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the program of a RUN instruction on a stack of layers, and makes a layer of what it changed. */
public interface StepRunner {
    /**
     * What is to be run.
     *
     * @param argv the program and its arguments
     * @param env its environment, whole
     * @param workdir absolute in the image; it is made if it is not there
     * @param user who runs it
     * @param groups the further groups of that user
     * @param platform of the image
     * @param time the latest time that a file of the layer may have
     */
    record RunStep(
            List<String> argv,
            Map<String, String> env,
            String workdir,
            Node.Owner user,
            List<Long> groups,
            Platform platform,
            Instant time) {
        public RunStep {
            argv = List.copyOf(argv);
            env = Map.copyOf(env);
            groups = List.copyOf(groups);
        }
    }

    /**
     * What came of it.
     *
     * @param status the program's exit status; for anything but 0 there is no layer
     * @param layer what it changed, in the store; none if it changed nothing
     */
    record RunResult(int status, Optional<LayerBlob> layer) {}

    /**
     * Runs it to its end.
     *
     * @param below the layers it sees, the lowest first
     * @param output takes what it writes to its standard output and error, as it comes
     */
    RunResult run(RunStep step, List<LayerBlob> below, OutputStream output);

    /** One that can run nothing, for where there is no container: what it is asked to run fails with this reason. */
    static StepRunner none(String reason) {
        return (step, below, output) -> {
            throw new ImageException("cannot run " + step.argv() + ": " + reason);
        };
    }
}

package hangari.image.build;

import hangari.image.dockerfile.Dockerfile;
import hangari.image.oci.Platform;
import hangari.image.tree.FileTree;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be built.
 *
 * @param file what to do
 * @param context the files that COPY and ADD may take
 * @param args values for ARG, by name
 * @param target the stage to stop at; the last one if none is named
 * @param labels further labels for the image
 * @param platform the kind of machine that it is for
 * @param useCache whether results of earlier builds may be used
 * @param created how old the image is, and every file in it that COPY brings
 */
public record BuildRequest(
        Dockerfile file,
        FileTree context,
        Map<String, String> args,
        Optional<String> target,
        Map<String, String> labels,
        Platform platform,
        boolean useCache,
        Instant created) {
    public BuildRequest {
        args = Map.copyOf(args);
        labels = Map.copyOf(labels);
    }

    /** Everything as it is by default. */
    public static BuildRequest of(Dockerfile file, FileTree context) {
        return new BuildRequest(
                file, context, Map.of(), Optional.empty(), Map.of(), Platform.host(), true, Instant.EPOCH);
    }

    public BuildRequest withArgs(Map<String, String> values) {
        return new BuildRequest(file, context, values, target, labels, platform, useCache, created);
    }

    public BuildRequest withTarget(String stage) {
        return new BuildRequest(file, context, args, Optional.of(stage), labels, platform, useCache, created);
    }

    public BuildRequest withLabels(Map<String, String> more) {
        return new BuildRequest(file, context, args, target, more, platform, useCache, created);
    }

    public BuildRequest withoutCache() {
        return new BuildRequest(file, context, args, target, labels, platform, false, created);
    }

    public BuildRequest withCreated(Instant time) {
        return new BuildRequest(file, context, args, target, labels, platform, useCache, time);
    }
}

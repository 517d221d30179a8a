package hangari.cli;

import hangari.cli.state.StateDirectory;
import hangari.cli.text.Json;
import hangari.container.life.ContainerDetails;
import hangari.image.ImageException;
import hangari.image.Layer;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Catalogue;
import hangari.image.oci.StoredImage;
import hangari.image.store.ImageStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What the commands on images share. They stand below {@code hangari} and below {@code hangari image} alike, as in
 * docker, so each finds its way to the top by itself.
 */
record Images(Hangari hangari, ImageStore images) {
    static Images of(CommandSpec command) {
        var hangari = (Hangari) command.root().userObject();
        StateDirectory state = hangari.surroundings().state();
        return new Images(hangari, ImageStore.in(state.images(), state.layers()));
    }

    BlobStore store() {
        return images.blobs();
    }

    Catalogue catalogue() {
        return new Catalogue(store());
    }

    Console console() {
        return hangari.console();
    }

    String say(String key, Object... values) {
        return hangari.phrases().say(key, values);
    }

    /** Every image that can be read; why others cannot is said beside. */
    List<StoredImage> all() {
        Catalogue.Listing listing = catalogue().list();
        listing.faults().forEach(console()::error);
        return listing.images();
    }

    /** The containers that are made of an image, by name. */
    List<String> users(StoredImage image) {
        return users().getOrDefault(image.id().toString(), List.of());
    }

    /** The names of all containers, by the id of the image that each is made of. */
    Map<String, List<String>> users() {
        return hangari.containers().stream()
                .flatMap(row -> hangari.container(row.id()).stream())
                .collect(Collectors.groupingBy(
                        ContainerDetails::imageDigest,
                        Collectors.mapping(ContainerDetails::name, Collectors.toList())));
    }

    /** The directories of an image's layers, the lowest first; what has not been unpacked is. */
    List<Path> layers(StoredImage image) {
        return images.unpacked(image).stream().map(Layer::directory).toList();
    }

    /**
     * Removes what no name leads to any more, packed and unpacked; empty if somebody is using the store: then it is left
     * to the next time.
     */
    Optional<ImageStore.Collected> collect() {
        try {
            return Optional.of(images.collect());
        } catch (ImageException e) {
            console().error(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Prints a value for programs. */
    void json(Object value) {
        console().line(Json.pretty(value));
    }
}

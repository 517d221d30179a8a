package hangari.cli;

import hangari.image.oci.ImageReference;
import hangari.image.oci.References;
import hangari.image.oci.StoredImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes names from images, by docker's rules, and says which in docker's words. */
record ImageRemoval(Images images, boolean force) {
    /**
     * Removes a name, or an image by its id with all of its names.
     *
     * @throws CommandException if it is in use, or has several names and is not forced
     */
    List<String> remove(String text) {
        Optional<StoredImage> found = images.catalogue().search(text);
        if (found.isEmpty()) {
            if (force) {
                return List.of();
            }
            throw new CommandException(images.say("image.rmi.missing", text));
        }
        StoredImage image = found.get();
        Optional<ImageReference> name =
                image.names().stream().filter(one -> isMeant(one, text)).findFirst();
        if (name.isPresent() && image.names().size() > 1) {
            images.store().references().untag(name.get());
            return List.of("Untagged: " + name.get().familiar());
        }
        refuseIfNeeded(text, image);
        return all(images, image);
    }

    private static boolean isMeant(ImageReference name, String text) {
        return name.familiar().equals(text)
                || name.toString().equals(text)
                || name.familiar().equals(text + ":latest")
                || name.toString().equals(text + ":latest");
    }

    private void refuseIfNeeded(String text, StoredImage image) {
        List<String> users = images.users(image);
        if (!users.isEmpty() && !force) {
            throw new CommandException(images.say("image.rmi.used", text, String.join(", ", users)));
        }
        long repositories = image.names().stream()
                .map(name -> name.registry() + "/" + name.repository())
                .distinct()
                .count();
        if (repositories > 1 && !force) {
            throw new CommandException(images.say("image.rmi.several", text, repositories));
        }
    }

    /** Takes an image all of its names; its blobs are left to who collects. */
    static List<String> all(Images images, StoredImage image) {
        References references = images.store().references();
        List<String> done = new ArrayList<>();
        for (ImageReference name : image.names()) {
            references.untag(name);
            done.add("Untagged: " + name.familiar());
        }
        references.forget(image.entry().digest());
        done.add("Deleted: " + image.id());
        return done;
    }
}

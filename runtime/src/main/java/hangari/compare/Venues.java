package hangari.compare;

import hangari.container.ContainerSpec;
import hangari.container.RootFs;
import hangari.container.StackView;
import hangari.image.TreeRemoval;
import hangari.linux.FileStep;
import hangari.linux.MountStep;
import hangari.linux.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Prepares the places for one subject, in a directory that goes when it is closed. */
record Venues(Subject subject, Path directory) implements AutoCloseable {
    private static final String TOP = "witness";

    /**
     * Prepares what all places share.
     *
     * @param work where the directory is made
     */
    static Venues of(Subject subject, Path work) {
        try {
            Path directory = Files.createTempDirectory(work, "compare-");
            Path witness = Files.createDirectory(directory.resolve(TOP)).resolve(Witness.NAME);
            Files.write(witness, Witness.file());
            Files.setPosixFilePermissions(witness, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createFile(directory.resolve("output"));
            return new Venues(subject, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the comparison: " + e.getMessage(), e);
        }
    }

    private Path witness() {
        return directory.resolve(TOP).resolve(Witness.NAME);
    }

    /** Prepares one place. */
    Venue at(Place place, Path state, Consumer<String> progress) {
        return switch (place) {
            case PROCESS -> process();
            case CHROOT -> chroot();
            case CONTAINER -> container();
            case VM -> vm(state, progress);
        };
    }

    private Venue process() {
        ContainerSpec waiting = ContainerSpec.of(witness().toString()).withCwd("/");
        return host(Place.PROCESS, command(), waiting, List.of());
    }

    /** With one layer this is {@code chroot(2)} and nothing else; a stack has to be mounted, and that somewhere. */
    private Venue chroot() {
        if (subject.layers().size() == 1) {
            Path directory = subject.layers().get(0);
            ContainerSpec plain = command().withRoot(new RootFs.Chroot(directory));
            return host(Place.CHROOT, plain, outside(List.of(), directory), List.of());
        }
        Stack stack = Stack.of(subject.layers(), directory, "chroot");
        List<Step> jail = new ArrayList<>(stack.mounted());
        jail.add(new MountStep.Chroot(stack.merged().toString()));
        jail.add(new FileStep.Chdir("/"));
        return host(Place.CHROOT, command().withThen(jail), outside(stack.mounted(), stack.merged()), List.of(stack));
    }

    /**
     * A witness that is chrooted, but found by a path that begins in its working directory. chroot(2): "This call does
     * not change the current working directory, so that after the call '.' can be outside the tree rooted at '/'".
     */
    private ContainerSpec outside(List<Step> before, Path root) {
        List<Step> steps = new ArrayList<>(before);
        steps.add(new FileStep.Chdir("/"));
        steps.add(new MountStep.Chroot(root.toString()));
        return ContainerSpec.of(witness().toString().substring(1)).withThen(steps);
    }

    private Venue container() {
        Stack below = Stack.of(withWitness(), directory, "container-witness");
        Stack stack = Stack.of(subject.layers(), directory, "container");
        return host(
                Place.CONTAINER,
                ContainerSpec.docker(stack.overlay(), words(subject.argv())),
                ContainerSpec.docker(below.overlay(), "/" + Witness.NAME),
                List.of(below, stack));
    }

    private Venue vm(Path state, Consumer<String> progress) {
        StackView root = StackView.of(withWitness(), made("vm"));
        return VmVenue.of(root, subject.argv(), state, progress);
    }

    private Path made(String name) {
        try {
            return Files.createDirectory(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the comparison: " + e.getMessage(), e);
        }
    }

    private List<Path> withWitness() {
        return Stack.topped(subject.layers(), directory.resolve(TOP));
    }

    private Venue host(Place place, ContainerSpec command, ContainerSpec waiting, List<Stack> stacks) {
        return new HostVenue(place, command, waiting, stacks, directory.resolve("output"));
    }

    private ContainerSpec command() {
        return ContainerSpec.of(words(subject.argv()));
    }

    private static String[] words(List<String> words) {
        return words.toArray(String[]::new);
    }

    @Override
    public void close() {
        TreeRemoval.discard(directory);
    }
}

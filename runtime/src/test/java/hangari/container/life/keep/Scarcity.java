package hangari.container.life.keep;

import hangari.container.life.Answer;
import hangari.container.life.ContainerDraft;
import hangari.container.life.LifeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Run by {@link ScarceDiskTest} in a mount namespace of its own, with its state on a small disk: lives the life of a
 * container while there is so much room on it and no more, and says where it came to an end and what is left.
 */
final class Scarcity {
    private static final int PAGE = 4096;

    private final Yard yard;
    private final Path filler;

    private Scarcity(Yard yard) {
        this.yard = yard;
        this.filler = yard.state.resolve("filler");
    }

    /** {@code full STATE ROOT PAGES} or {@code readonly STATE ROOT}. */
    public static void main(String[] args) throws Exception {
        Scarcity scarcity = new Scarcity(new Yard(Path.of(args[1]), Path.of(args[2])));
        if (args[0].equals("full")) {
            for (int pages = 0; pages <= Integer.parseInt(args[3]); pages++) {
                scarcity.full(pages);
            }
        } else {
            scarcity.readOnly();
        }
    }

    private void full(int pages) throws IOException {
        List<String> said = new ArrayList<>();
        try (Containers containers = yard.open()) {
            fill(pages);
            said.add(life(containers));
            Files.delete(filler);
            removeAll(containers);
        }
        try (Containers containers = yard.open()) {
            said.add("notes " + containers.notes());
            said.add("listed " + containers.list(true).rows().size());
        }
        said.add("left " + yard.remains());
        System.out.println(pages + " pages: " + String.join(", ", said));
    }

    private static String life(Containers containers) {
        try {
            Yard here = new Yard(Path.of("/"), Path.of(System.getProperty("root")));
            String id = containers
                    .create("", here.sh("echo began; exec sleep 1000").config())
                    .id();
            containers.start(id);
            containers.stop(id, Optional.empty(), OptionalInt.of(0));
            containers.remove(id, false);
            return "lived";
        } catch (LifeException e) {
            String line = String.valueOf(e.getMessage());
            return line.contains("\n") ? "SEVERAL LINES" : "one line";
        }
    }

    private static void removeAll(Containers containers) {
        for (Answer.Row row : containers.list(true).rows()) {
            containers.remove(row.id(), true);
        }
    }

    private void fill(int pages) throws IOException {
        try (FileChannel channel = FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            try {
                while (channel.write(ByteBuffer.allocate(PAGE)) == PAGE) {
                    continue;
                }
            } catch (IOException e) {
                channel.truncate(Math.max(0, channel.size() / PAGE - pages) * PAGE);
            }
        }
    }

    private void readOnly() throws Exception {
        try (Containers containers = yard.open()) {
            containers.create(
                    "jar",
                    ContainerDraft.ofDirectories(List.of(System.getProperty("root")))
                            .network("none")
                            .command("sleep", "1000")
                            .config());
        }
        mount("remount,ro");
        try (Containers containers = yard.open()) {
            System.out.println("opened: " + life(containers));
        } catch (LifeException e) {
            System.out.println(e.getMessage());
        }
        mount("remount,rw");
        try (Containers containers = yard.open()) {
            containers.start("jar");
            System.out.println("then: " + containers.inspect("jar").state().word());
            removeAll(containers);
        }
        System.out.println("left " + yard.remains());
    }

    private void mount(String options) throws Exception {
        Process process = new ProcessBuilder("mount", "-o", options, yard.state.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("mount -o " + options);
        }
    }
}

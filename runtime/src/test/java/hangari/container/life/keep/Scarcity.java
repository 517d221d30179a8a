package hangari.container.life.keep;

import hangari.container.life.Answer;
import hangari.container.life.ContainerDraft;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import hangari.container.life.Request.Attach;
import hangari.container.life.Request.Condition;
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
 * Run by {@link ScarceDiskTest} in mount and network namespaces of its own, with its state on a small disk that becomes
 * full or read-only: lives the life of a container there, and says where it came to an end and what is left.
 */
final class Scarcity {
    private static final int PAGE = 4096;

    private final Yard yard;
    private final Path filler;

    private Scarcity(Yard yard) {
        this.yard = yard;
        this.filler = yard.state.resolve("filler");
    }

    /** {@code pages STATE ROOT PAGES}, or {@code full STATE ROOT POINT…}, or {@code readonly STATE ROOT POINT…}. */
    public static void main(String[] args) throws Exception {
        Scarcity scarcity = new Scarcity(new Yard(Path.of(args[1]), Path.of(args[2])));
        List<String> more = List.of(args).subList(3, args.length);
        if (args[0].equals("pages")) {
            for (int pages = 0; pages <= Integer.parseInt(args[3]); pages++) {
                scarcity.withSoManyPages(pages);
            }
        } else {
            scarcity.lackingFrom(args[0].equals("full") ? scarcity.full() : scarcity.readOnly(), more);
        }
    }

    /** What a disk can lack. */
    private interface Lack {
        void begin() throws Exception;

        void end() throws Exception;
    }

    private Lack full() {
        return new Lack() {
            @Override
            public void begin() throws IOException {
                fill(0);
            }

            @Override
            public void end() throws IOException {
                Files.deleteIfExists(filler);
            }
        };
    }

    /** By a read-only mount on top, as a disk becomes read-only below those who have files of it open. */
    private Lack readOnly() {
        return new Lack() {
            @Override
            public void begin() throws Exception {
                mount("mount", "--bind", yard.state.toString(), yard.state.toString());
                mount("mount", "-o", "remount,bind,ro", yard.state.toString());
            }

            @Override
            public void end() throws Exception {
                mount("umount", "-l", yard.state.toString());
            }
        };
    }

    private static void mount(String... command) throws Exception {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command));
        }
    }

    private void withSoManyPages(int pages) throws IOException {
        List<String> said = new ArrayList<>();
        try (Containers containers = yard.open()) {
            fill(pages);
            said.add(outcome(() -> life(containers)));
            Files.delete(filler);
            removeAll(containers);
        }
        tellWhatIsLeft(pages + " pages", said);
    }

    /** For each point a life that goes on from there with a disk that lacks something; beside it lives another. */
    private void lackingFrom(Lack lack, List<String> points) throws Exception {
        String other;
        try (Containers containers = yard.open()) {
            other = containers
                    .create(
                            "other",
                            yard.sh("read x; seq 9000; exit 3")
                                    .interactive(true)
                                    .config())
                    .id();
            containers.start(other);
        }
        for (String point : points) {
            lackingFrom(lack, point, other);
        }
        end(lack, other);
    }

    private void lackingFrom(Lack lack, String point, String other) throws Exception {
        List<String> said = new ArrayList<>();
        try (Containers containers = yard.open()) {
            boolean[] reached = {false};
            Act.watch(now -> {
                if (now.equals(point) && !reached[0]) {
                    reached[0] = true;
                    unchecked(lack::begin);
                }
            });
            said.add(outcome(() -> life(containers)));
            Act.watch(now -> {});
            said.add(reached[0] ? "reached" : "NEVER REACHED");
            if (reached[0]) {
                lack.end();
            }
            // What is left of it can be removed now, and another can live.
            containers.list(true).rows().stream()
                    .filter(row -> !row.id().equals(other))
                    .forEach(row -> containers.remove(row.id(), true));
            said.add("then " + outcome(() -> life(containers)));
            said.add("beside it " + containers.inspect(other).state().word());
        }
        tellWhatIsLeft(point, said, other);
    }

    /** The other one ends where that cannot be written down; a supervisor who comes later knows of it. */
    private void end(Lack lack, String other) throws Exception {
        try (Containers containers = yard.open()) {
            lack.begin();
            containers.attach(new Attach(other, false, true, false)).send(Frame.stdin(new byte[] {'\n'}));
            System.out.println("it ends with "
                    + containers.await(other, Condition.NOT_RUNNING).code());
        }
        lack.end();
        try (Containers containers = yard.open()) {
            System.out.println("it ended with "
                    + containers.await(other, Condition.NOT_RUNNING).code());
            removeAll(containers);
        }
        System.out.println("left " + yard.remains());
    }

    private void tellWhatIsLeft(String when, List<String> said, String... but) throws IOException {
        try (Containers containers = yard.open()) {
            said.add("notes " + containers.notes());
            said.add("listed " + (containers.list(true).rows().size() - but.length));
        }
        said.add("left " + yard.remains(but));
        System.out.println(when + ": " + String.join(", ", said));
    }

    private void life(Containers containers) {
        ContainerDraft draft =
                yard.sh("echo began; exec sleep 1000").publish("7").network("bridge");
        String id = containers.create("", draft.config()).id();
        yard.ids.add(id);
        containers.start(id);
        containers.pause(id);
        containers.unpause(id);
        containers.rename(id, "renamed");
        containers.stop(id, Optional.empty(), OptionalInt.of(0));
        containers.remove(id, false);
    }

    private static String outcome(Runnable life) {
        try {
            life.run();
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

    /** Takes all but so many pages. */
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

    private interface Deed {
        void run() throws Exception;
    }

    private static void unchecked(Deed deed) {
        try {
            deed.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

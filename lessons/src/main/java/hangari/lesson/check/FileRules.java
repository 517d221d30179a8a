package hangari.lesson.check;

import hangari.lesson.check.Evidence.Layers;
import hangari.lesson.check.Evidence.State;
import hangari.lesson.model.Check;
import hangari.lesson.model.Check.FileType;
import hangari.lesson.model.Check.Place;
import hangari.lesson.model.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks of files, as the host sees them. */
final class FileRules {
    private static final int MOST_BYTES = 1024 * 1024;

    private static final Map<Place, Message> PLACES = Map.of(
            Place.ROOT, new Message("box의 루트", "the box's root"),
            Place.UPPER, new Message("위쪽 계층(upper)", "the upper layer"),
            Place.LOWER, new Message("맨 아래 계층(lower)", "the lowest layer"),
            Place.HOST, new Message("호스트", "the host"));

    private static final Message OTHER = new Message("다른 종류의 파일", "another kind of file");

    private static final Map<FileType, Message> TYPES = Map.of(
            FileType.FILE, new Message("파일", "a file"),
            FileType.DIRECTORY, new Message("디렉토리", "a directory"),
            FileType.WHITEOUT, new Message("화이트아웃(0:0 문자 장치)", "a whiteout (character device 0:0)"),
            FileType.MISSING, new Message("없음", "nothing"));

    private FileRules() {}

    static Message name(Place place) {
        return PLACES.getOrDefault(place, OTHER);
    }

    static Message name(FileType type) {
        return TYPES.getOrDefault(type, OTHER);
    }

    static Optional<Mismatch> file(Check.HostFile check, Scene scene) {
        if (check.in() != Place.HOST && scene.boxes().isEmpty()) {
            return Optional.of(SceneRules.noBox());
        }
        Optional<Path> place = place(check.in(), scene);
        if (place.isEmpty()) {
            return Optional.of(noPlace(check));
        }
        try {
            Optional<Path> file = JailedPath.resolve(place.get(), check.path());
            return type(check, file).or(() -> contains(check, file));
        } catch (IOException e) {
            return Optional.of(unreadable(check));
        }
    }

    private static Optional<Path> place(Place in, Scene scene) {
        if (in == Place.HOST) {
            return Optional.of(Path.of("/"));
        }
        return scene.last().flatMap(box -> switch (in) {
            case ROOT -> root(box, scene.host());
            case UPPER -> box.layers().map(Layers::upper).map(Path::of);
            case LOWER -> box.layers().map(Layers::lower).flatMap(FileRules::lowest);
            case HOST -> Optional.empty();
        });
    }

    /** The root of a box that runs is looked at through /proc: its mounts are seen only there. */
    private static Optional<Path> root(Evidence box, Host host) {
        Path now = host.proc().directory().resolve(Long.toString(box.pid())).resolve("root");
        if (box.state() == State.RUNNING && Files.isReadable(now)) {
            return Optional.of(now);
        }
        return box.root().map(Evidence.RootDir::path).map(Path::of);
    }

    private static Optional<Path> lowest(List<String> lower) {
        return lower.isEmpty() ? Optional.empty() : Optional.of(Path.of(lower.get(lower.size() - 1)));
    }

    private static Optional<Mismatch> type(Check.HostFile check, Optional<Path> file) {
        Message seen = name(file);
        if (check.type().isEmpty() || name(check.type().get()).equals(seen)) {
            return Optional.empty();
        }
        Message wanted = name(check.type().get());
        Message message = new Message(
                where(check).ko() + ": 지금은 [" + seen.ko() + "], 필요한 것은 [" + wanted.ko() + "]입니다.",
                where(check).en() + ": there is " + seen.en() + ". There must be " + wanted.en() + ".");
        return Optional.of(new Mismatch(wanted.en(), seen.en(), message));
    }

    private static Message name(Optional<Path> file) {
        if (file.isEmpty() || !JailedPath.exists(file.get())) {
            return name(FileType.MISSING);
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file.get(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isRegularFile()) {
                return name(FileType.FILE);
            }
            if (attributes.isDirectory()) {
                return name(FileType.DIRECTORY);
            }
            return isWhiteout(file.get()) ? name(FileType.WHITEOUT) : OTHER;
        } catch (IOException e) {
            return OTHER;
        }
    }

    /** Kernel documentation, overlayfs: "a whiteout is created as a character device with 0/0 device number". */
    private static boolean isWhiteout(Path file) throws IOException {
        Map<String, Object> stat = Files.readAttributes(file, "unix:mode,rdev", LinkOption.NOFOLLOW_LINKS);
        int format = stat.get("mode") instanceof Number mode ? mode.intValue() & 0170000 : 0;
        return format == 0020000 && stat.get("rdev") instanceof Number device && device.longValue() == 0;
    }

    private static Optional<Mismatch> contains(Check.HostFile check, Optional<Path> file) {
        if (check.contains().isEmpty()) {
            return Optional.empty();
        }
        String wanted = check.contains().get();
        if (file.isEmpty() || !Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS)) {
            return type(
                    new Check.HostFile(check.in(), check.path(), Optional.of(FileType.FILE), check.contains()), file);
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            String seen = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            return seen.contains(wanted) ? Optional.empty() : Optional.of(lacks(check, seen, wanted));
        } catch (IOException e) {
            return Optional.of(unreadable(check));
        }
    }

    private static Mismatch lacks(Check.HostFile check, String seen, String wanted) {
        Message message = new Message(
                where(check).ko() + ": 내용이 " + Excerpt.of(seen) + "입니다. 다음이 들어 있어야 합니다: " + Excerpt.of(wanted) + ".",
                where(check).en() + ": it holds " + Excerpt.of(seen) + ". It must contain " + Excerpt.of(wanted) + ".");
        return new Mismatch("contains " + Excerpt.of(wanted), Excerpt.of(seen), message);
    }

    private static Mismatch noPlace(Check.HostFile check) {
        Message name = name(check.in());
        Message message = new Message(
                "이 box에는 " + name.ko() + " 디렉토리가 없습니다. 그곳에서 " + check.path() + " 파일을 확인해야 합니다.",
                "This box has no such place: " + name.en() + ". " + check.path() + " is looked for there.");
        return new Mismatch(name.en(), "none", message);
    }

    private static Mismatch unreadable(Check.HostFile check) {
        Message message = new Message(
                where(check).ko() + ": 읽을 수 없습니다. 읽을 수 있는 파일이어야 합니다.",
                where(check).en() + ": it cannot be read. It must be a readable file.");
        return new Mismatch("a readable file", "unreadable", message);
    }

    private static Message where(Check.HostFile check) {
        Message name = name(check.in());
        return new Message(name.ko() + "의 " + check.path(), check.path() + " in " + name.en());
    }
}

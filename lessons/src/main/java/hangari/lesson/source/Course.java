package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Lesson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All lessons of a folder, by number.
 *
 * @param folder the course folder
 * @param lessons those that can be played
 * @param problems what is wrong with the others; empty for a course without fault
 */
public record Course(Path folder, List<Lesson> lessons, List<Problem> problems) {
    public Course {
        lessons = List.copyOf(lessons);
        problems = problems.stream().sorted().distinct().toList();
    }

    /** Reads every lesson folder of a course; never throws for what is in them. */
    public static Course read(Path folder) {
        List<Lesson> lessons = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path lessonFolder : folders(folder, problems)) {
            Reading<Lesson> reading = LessonReader.read(lessonFolder);
            problems.addAll(reading.problems());
            if (reading instanceof Reading.Good<Lesson> good) {
                lessons.add(good.content());
            }
        }
        lessons.sort(Comparator.comparingInt(Lesson::number).thenComparing(Lesson::id));
        twice(lessons, problems);
        return new Course(folder, lessons, problems);
    }

    /** The lesson with this id or number, such as {@code chroot}, {@code 1} or {@code 01}. */
    public Optional<Lesson> lesson(String name) {
        return lessons.stream()
                .filter(lesson -> lesson.id().equals(name)
                        || name.matches("0{0,2}" + lesson.number())
                        || name.equals("%02d-%s".formatted(lesson.number(), lesson.id())))
                .findFirst();
    }

    /** What is wrong with the lesson of this id, number or folder, which therefore cannot be played. */
    public List<Problem> problems(String name) {
        return problems.stream()
                .filter(problem -> problem.file().startsWith(folder))
                .filter(problem -> {
                    Path within = folder.relativize(problem.file());
                    return within.getNameCount() > 1
                            && isNamed(within.getName(0).toString(), name);
                })
                .toList();
    }

    /** Whether a folder such as {@code 01-chroot} goes by a name such as {@code chroot}, {@code 1} or {@code 01}. */
    private static boolean isNamed(String lessonFolder, String name) {
        String number = lessonFolder.replaceFirst("-.*", "");
        String id = lessonFolder.replaceFirst("^[0-9]+-", "");
        return Set.of(lessonFolder, id, number, number.replaceFirst("^0+(?=.)", ""))
                .contains(name);
    }

    /** The lesson after this one. */
    public Optional<Lesson> after(Lesson lesson) {
        return lessons.stream()
                .filter(other -> other.number() > lesson.number())
                .findFirst();
    }

    /** The id that was probably meant by a name that is none. */
    public Optional<String> nearest(String name) {
        return Nearest.to(name, lessons.stream().map(Lesson::id).toList());
    }

    private static List<Path> folders(Path folder, List<Problem> problems) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> folders = entries.filter(Files::isDirectory)
                    .filter(Course::isShown)
                    .sorted()
                    .toList();
            if (folders.isEmpty()) {
                problems.add(new Problem(folder, 0, "holds no lesson", "make one: hangari course new"));
            }
            return folders;
        } catch (IOException e) {
            problems.add(
                    new Problem(folder, 0, "is not a readable folder", "name another, or take a complete checkout"));
            return List.of();
        }
    }

    private static boolean isShown(Path entry) {
        return !String.valueOf(entry.getFileName()).startsWith(".");
    }

    private static void twice(List<Lesson> lessons, List<Problem> problems) {
        Map<String, Lesson> seen = new HashMap<>();
        for (Lesson lesson : lessons) {
            for (String name : List.of("id " + lesson.id(), "number " + lesson.number())) {
                Lesson other = seen.putIfAbsent(name, lesson);
                if (other != null) {
                    problems.add(new Problem(
                            lesson.folder().resolve(LessonFile.NAME),
                            0,
                            "has the " + name + " of "
                                    + Excerpt.bare(other.folder().toString()),
                            "give it another"));
                }
            }
        }
    }
}

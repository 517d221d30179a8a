package hangari.lab;

import hangari.lesson.model.Lesson;
import hangari.lesson.source.Course;
import hangari.lesson.source.Nearest;
import hangari.lesson.source.Problem;
import hangari.lesson.source.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All labs of a folder, in the order of the lessons they belong to.
 *
 * @param labs those that can be opened
 * @param problems what is wrong with the others
 */
public record Labs(List<Lab> labs, List<Problem> problems) {
    public Labs {
        labs = List.copyOf(labs);
        problems = problems.stream().sorted().distinct().toList();
    }

    /** Reads every lab folder; never throws for what is in them. No folder, no labs. */
    public static Labs read(Path folder, Course course) {
        List<String> lessons = course.lessons().stream().map(Lesson::id).toList();
        List<Lab> labs = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path one : folders(folder, problems)) {
            Reading<Lab> reading = LabReader.read(one, lessons);
            problems.addAll(reading.problems());
            if (reading instanceof Reading.Good<Lab> good) {
                labs.add(good.content());
            }
        }
        labs.sort(Comparator.comparing((Lab lab) -> last(lab, lessons)).thenComparing(Lab::id));
        return new Labs(labs, problems);
    }

    /** The place in the course behind which a lab comes. */
    private static int last(Lab lab, List<String> lessons) {
        return lab.lessons().stream().mapToInt(lessons::indexOf).max().orElse(-1);
    }

    /** The folders of all labs, by name; a folder without {@code lab.yaml} is reported, not passed over. */
    public static List<Path> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> folders(Path folder, List<Problem> problems) {
        try {
            return folders(folder);
        } catch (IOException e) {
            problems.add(new Problem(folder, 0, "is not a readable folder", "check its permissions"));
            return List.of();
        }
    }

    /** The lab with this id. */
    public Optional<Lab> lab(String id) {
        return labs.stream().filter(lab -> lab.id().equals(id)).findFirst();
    }

    /** The id that was probably meant by a name that is none. */
    public Optional<String> nearest(String name) {
        return Nearest.to(name, labs.stream().map(Lab::id).toList());
    }
}

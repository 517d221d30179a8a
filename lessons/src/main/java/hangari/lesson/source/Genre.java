package hangari.lesson.source;

/**
 * What is read, so that a problem can be put into its words.
 *
 * @param file the name of the file that holds what stands once
 * @param whole what the folder is, such as a lesson
 * @param part what it is made of, such as a step
 */
public record Genre(String file, String whole, String part) {
    static final Genre LESSON = new Genre(LessonFile.NAME, "lesson", "step");
}

/**
 * The course in outline: what the first screen shows, without reading every lesson to the end.
 *
 * <p>May import {@code hangari.lesson.model} and {@code hangari.lesson.source}. Start reading at {@link
 * hangari.cli.outline.CourseOutline}.
 */
@org.jspecify.annotations.NullMarked
package hangari.cli.outline;

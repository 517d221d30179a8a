/**
 * Decks for the instructor: slides in a browser, whose demos are steps of the lessons.
 *
 * <p>A deck is read like a lesson ({@link hangari.slides.DeckReader}): what stands once in {@code deck.yaml}, prose once
 * per language. {@link hangari.slides.DeckServer} serves it on the loopback interface only; each open page has a
 * {@link hangari.slides.PageSession} of its own, in which a {@link hangari.lesson.play.LessonPlayer} runs the demo.
 *
 * <p>May import {@code hangari.lesson}. Start reading at {@link hangari.slides.PageSession}.
 */
@org.jspecify.annotations.NullMarked
package hangari.slides;

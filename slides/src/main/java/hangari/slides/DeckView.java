package hangari.slides;

import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.model.LessonText.StepText;
import hangari.lesson.source.Course;
import hangari.slides.DeckText.SlideText;
import hangari.slides.Slide.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that the page must know of the deck before anything is run: {@code deck.json}.
 *
 * @param language the one in which it begins
 */
record DeckView(String id, String language, int minutes, Map<String, String> titles, List<SlideView> slides) {
    /** A slide; the kind is {@code talk}, {@code ask} or {@code demo}. Texts stand by language. */
    record SlideView(String id, int minutes, String kind, Map<String, Words> words) {}

    /** The words of a slide in one language; the title is plain, the rest is HTML. */
    record Words(String title, String bodyHtml, String notesHtml, String questionHtml, List<ChoiceView> choices) {}

    /** A choice of the prediction that a slide asks for. */
    record ChoiceView(String id, String textHtml) {}

    /** The view of a deck. */
    static DeckView of(Deck deck, Course course, Language language) {
        List<SlideView> slides = deck.slides().stream()
                .map(slide -> new SlideView(
                        slide.id(), slide.minutes(), kind(slide), each(spoken -> words(deck, slide, course, spoken))))
                .toList();
        return new DeckView(
                deck.id(),
                language.code(),
                deck.minutes(),
                each(spoken -> deck.text(spoken).title()),
                slides);
    }

    private static String kind(Slide slide) {
        return slide.act().map(act -> act instanceof Slide.Ask ? "ask" : "demo").orElse("talk");
    }

    private static <T> Map<String, T> each(Function<Language, T> words) {
        Map<String, T> all = new TreeMap<>();
        for (Language language : Language.values()) {
            all.put(language.code(), words.apply(language));
        }
        return all;
    }

    private static Words words(Deck deck, Slide slide, Course course, Language language) {
        SlideText text = deck.text(language).slide(slide.id());
        Optional<StepText> step = slide.act().flatMap(act -> step(course, act, language));
        return new Words(
                text.title(),
                MarkdownHtml.of(text.body()),
                MarkdownHtml.of(text.notes()),
                step.map(known -> MarkdownHtml.of(known.predict())).orElse(""),
                slide.act().map(act -> choices(course, act, language)).orElse(List.of()));
    }

    private static Optional<StepText> step(Course course, Act act, Language language) {
        return course.lesson(act.lesson()).map(lesson -> lesson.text(language).step(act.step()));
    }

    private static List<ChoiceView> choices(Course course, Act act, Language language) {
        Optional<Lesson> lesson = course.lesson(act.lesson());
        Optional<StepText> text = step(course, act, language);
        return lesson.flatMap(known -> known.step(act.step()))
                .flatMap(known -> known.prediction())
                .map(prediction -> prediction.choices().stream()
                        .map(id -> new ChoiceView(
                                id,
                                MarkdownHtml.of(text.map(words -> words.choice(id))
                                        .map(choice -> choice.text())
                                        .orElse(id))))
                        .toList())
                .orElse(List.of());
    }
}

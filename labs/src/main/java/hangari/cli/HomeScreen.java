package hangari.cli;

import hangari.lesson.source.Course;

/** What {@code hangari} alone shows: the course, and what is next. */
record HomeScreen(Hangari hangari) {
    void show() {
        Console console = hangari.console();
        Phrases phrases = hangari.phrases();
        Course course = Course.read(hangari.surroundings().course());
        console.line(phrases.say("home.title", Version.number()));
        console.line("");
        new LessonTable(phrases, course).lines().forEach(console::line);
        console.line("");
        phrases.say("home.next").lines().map(line -> "  " + line).forEach(console::line);
    }
}

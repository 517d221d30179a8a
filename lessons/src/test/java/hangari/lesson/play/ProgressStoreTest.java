package hangari.lesson.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.lesson.model.Language;
import hangari.lesson.play.LessonRecord.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressStoreTest {
    @TempDir
    Path folder;

    private final LessonRecord record = LessonRecord.NEW
            .at(Visit.begin("first").with("var a = \"항아리\";").pass())
            .with(
                    "first",
                    LessonRecord.StepRecord.NEW.predicting("own").foreseen(true).hinted());

    @Test
    void readsBackWhatWasSaved() throws Exception {
        Progress progress = Progress.NEW.with("jar", record, Language.KO);
        new ProgressStore(folder.resolve("a b/항아리")).save(progress);

        var loaded = new ProgressStore(folder.resolve("a b/항아리")).load();
        assertThat(loaded.complaint()).isEmpty();
        assertThat(loaded.progress()).isEqualTo(progress);
    }

    @Test
    void keepsLabsBesideLessons() throws Exception {
        Progress progress = Progress.NEW.with("jar", record, Language.KO).withLab("jar", record, Language.EN);
        new ProgressStore(folder).save(progress);

        Progress loaded = new ProgressStore(folder).load().progress();
        assertThat(loaded.ofLab("jar")).isEqualTo(record);
        assertThat(loaded.of("jar")).isEqualTo(record);
        assertThat(loaded.lesson()).contains("jar");
        assertThat(loaded.language()).contains(Language.EN);
    }

    @Test
    void readsWhatWasSavedBeforeThereWereLabs() throws Exception {
        Files.writeString(
                folder.resolve("progress.json"),
                "{\"version\": 1, \"language\": \"KO\", \"lesson\": \"jar\", \"lessons\": {}}");

        var loaded = new ProgressStore(folder).load();
        assertThat(loaded.complaint()).isEmpty();
        assertThat(loaded.progress().lesson()).contains("jar");
        assertThat(loaded.progress().labs()).isEmpty();
    }

    @Test
    void knowsNothingOfANewLearner() {
        assertThat(new ProgressStore(folder).load().progress()).isEqualTo(Progress.NEW);
    }

    @Test
    void setsABrokenFileAsideAndSaysSoInOneLine() throws Exception {
        for (String broken : List.of("", "{\"version\": 1, \"less", "[1, 2]", "{\"version\": 99}", "null", "{}")) {
            Files.writeString(folder.resolve("progress.json"), broken);

            var loaded = new ProgressStore(folder).load();
            assertThat(loaded.progress()).as(broken).isEqualTo(Progress.NEW);
            assertThat(loaded.complaint()).hasValueSatisfying(line -> assertThat(line)
                    .as(broken)
                    .doesNotContain("\n")
                    .contains("set aside as progress.broken.json"));
            assertThat(folder.resolve("progress.broken.json")).hasContent(broken);
        }
    }

    @Test
    void leavesTheOldProgressWhenTheNewCannotBeWritten() throws Exception {
        ProgressStore store = new ProgressStore(folder);
        store.save(Progress.NEW);
        Files.createDirectory(folder.resolve("progress.json.new"));
        Files.createFile(folder.resolve("progress.json.new/in-the-way"));

        assertThatThrownBy(() -> store.save(Progress.NEW.with("jar", record, Language.EN)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder.resolve("progress.json") + ": ");
        assertThat(store.load().progress()).isEqualTo(Progress.NEW);
    }
}

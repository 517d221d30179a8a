package hangari.lesson.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenYamlTest {
    private static final String NAME = "lesson.yaml";

    @TempDir
    private Path directory;

    private LessonFolder folder;

    @BeforeEach
    void make() {
        folder = LessonFolder.in(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version: 1 | version: 2 | 1: version 2: must be from 1 to 1",
                "id: chroot | id: Chroot | 2: id \"Chroot\" is not an id: use a-z, 0-9 and single hyphens",
                "id: chroot | name: chroot | 1: key id is missing: add it",
                "number: 1 | number: one | 3: number must be a number, but is the text \"one\": change it",
                "number: 1 | number: 1e99999999 | 3: number 1e99999999: must be from 0 to 99",
                "minutes: 2 | minuts: 2 | 6: unknown key \"minuts\": did you mean minutes?",
                "minutes: 2 | minutes: 2\\n    minutes: 3 | 7: key \"minutes\" stands twice: keep one",
                "[chroot] | [chrot] | 7: unknown feature \"chrot\": did you mean chroot?",
                "[chroot] | chroot | 7: requires must be a list, but is the text \"chroot\": change it",
                "answer: not-found | answer: not-fund | 8: answer \"not-fund\" is not among the choices: "
                        + "did you mean not-found?",
                "[lists, not-found] | [not-found] | 8: the prediction has fewer than two choices: add wrong ones",
                "[lists, not-found] | [not-found, not-found] | 8: choice \"not-found\" stands twice: keep one",
                "refused: | refuse: | 13: unknown check \"refuse\": did you mean refused?",
                "errno: ENOENT | errno: 2 | 13: errno must be text, but is the number 2: quote it",
                "errno: ENOENT | errno: enoent | 13: errno \"enoent\": write a name such as EPERM",
                "errno: ENOENT | errno: [EBUSY, busy] | 13: errno \"busy\": write a name such as EPERM",
                "errno: ENOENT | errno: [] | 13: errno is an empty list: name at least one",
                "- {hint: it-ran | - {hint: it-run | 18: hint \"it-run\" is not an observed hint of the step: "
                        + "did you mean it-ran?",
                "id: own-pid | id: bare | 19: step \"bare\" stands twice: rename one",
                "is: \"1\" | is: 1 | 24: is must be text, but is the number 1: quote it",
                "is: \"1\" | matches: \"(\" | 24: matches \"(\": mend it: Unclosed group",
                "{is: \"1\"} | {} | 24: the check asks for nothing: give it one of contains, is, lacks, matches",
                "pid: own | pd: own | 25: unknown key \"pd\": did you mean pid?",
                "pid: own | pid: mine | 25: unknown pid \"mine\": use one of own, shared",
                "refused: {call: execve, errno: ENOENT} | any: [] | 13: any asks for nothing: give it a list of checks",
                "refused: {call: execve, errno: ENOENT} | any: [{exi: 0}] | 13: unknown check \"exi\": did you mean exit?",
                "refused: {call: execve, errno: ENOENT} | every: {exit: 0} | 13: every must be a list, "
                        + "but is keys and values: change it",
                "refused: {call: execve, errno: ENOENT} | sequence: [{contains: x}] | 13: key call is missing: add it",
                "refused: {call: execve, errno: ENOENT} | old-root: away | 13: unknown old-root \"away\": "
                        + "use one of above, gone, mounted",
                "hints: 0 | hints: -1 | 26: hints -1: must be from 0 to 9",
            })
    void names_the_line_the_value_and_the_remedy(String old, String replacement, String problem) {
        folder.replace(NAME, old, replacement.replace("\\n", "\n"));
        assertThat(folder.problems(NAME)).contains(problem);
    }

    @Test
    void does_not_call_a_misspelt_key_missing_as_well() {
        folder.replace(NAME, "number: 1", "nummer: 1");
        assertThat(folder.problems(NAME)).containsExactly("3: unknown key \"nummer\": did you mean number?");
    }

    @Test
    void says_that_a_step_checks_nothing() {
        folder.replace(NAME, "\n      - refused: {call: execve, errno: ENOENT}", " []");
        assertThat(folder.problems(NAME)).containsExactly("12: the step checks nothing: say what the kernel must show");
    }

    @Test
    void says_that_a_step_has_no_code() {
        folder.replace(NAME, "    solution: |\n      box(\"sh\", \"-c\", \"echo $$\").unshare(PID).run()\n", "");
        assertThat(folder.problems(NAME)).containsExactly("19: the step has no code: write code or solution");
    }

    @Test
    void says_where_the_yaml_ends_to_be_yaml() {
        folder.replace(NAME, "minutes: 2", "minutes: [2");
        assertThat(folder.problems(NAME)).singleElement().asString().matches("7: is not YAML \\(.*\\): mend the line");
    }

    @Test
    void collects_several_problems_at_once() {
        folder.replace(NAME, "minutes: 2", "minutes: two").replace(NAME, "hints: 0", "hints: none");
        assertThat(folder.problems(NAME)).hasSize(2);
    }

    @Test
    void refuses_aliases_which_could_unfold_to_gigabytes() {
        folder.write(NAME, "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n");
        assertThat(folder.problems(NAME)).containsExactly("1: holds an anchor or an alias: write the value out");
    }

    @Test
    void refuses_tags() {
        folder.replace(NAME, "id: chroot", "id: !!javax.script.ScriptEngineManager [x]");
        assertThat(folder.problems(NAME)).singleElement().asString().startsWith("2: holds a tag");
    }

    @Test
    void refuses_what_is_nested_too_deep() {
        folder.write(NAME, "a: " + "[".repeat(10_000));
        assertThat(folder.problems(NAME)).containsExactly("1: is nested more than 24 deep: flatten it");
    }

    @Test
    void refuses_an_empty_file_a_list_and_a_second_document() {
        assertThat(folder.write(NAME, "").problems(NAME)).containsExactly("1: is empty: write keys and values");
        assertThat(folder.write(NAME, "- a\n").problems(NAME)).containsExactly("1: is a list: write keys and values");
        assertThat(folder.write(NAME, LessonFolder.YAML + "---\na: 1\n").problems(NAME))
                .singleElement()
                .asString()
                .endsWith("holds a second document: remove what follows");
    }

    @Test
    void refuses_a_folder_with_another_name() {
        folder.replace(NAME, "number: 1", "number: 2");
        assertThat(folder.problems(NAME))
                .containsExactly("0: lies in the folder \"01-chroot\": rename the folder to 02-chroot");
    }
}

package hangari.lesson.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class MarkdownTextTest {
    @Test
    void a_paragraph_is_wrapped_at_spaces() {
        assertThat(plain(20, "The root directory of a\nprocess is its own."))
                .containsExactly("The root directory", "of a process is its", "own.");
    }

    @Test
    void hangul_is_two_columns_wide_and_a_word_keeps_its_particle() {
        assertThat(plain(20, "컨테이너는 격리된 프로세스입니다.")).containsExactly("컨테이너는 격리된", "프로세스입니다.");
        assertThat(plain(20, "`chroot`는 *루트 디렉토리*만 바꿉니다.")).containsExactly("`chroot`는 루트", "디렉토리만 바꿉니다.");
    }

    @Test
    void no_line_begins_with_closing_punctuation() {
        assertThat(plain(20, "abcdefghij klmnopqrs ) and ( more"))
                .containsExactly("abcdefghij", "klmnopqrs ) and", "( more");
        assertThat(plain(20, "가나다라마바사아자차)")).containsExactly("가나다라마바사아자", "차)");
    }

    @Test
    void a_word_wider_than_the_line_is_broken_at_a_seam_if_it_has_one() {
        assertThat(plain(20, "https://example.org/a/very/long/path"))
                .containsExactly("https://example.org/", "a/very/long/path");
        assertThat(plain(20, "x".repeat(45))).containsExactly("x".repeat(20), "x".repeat(20), "x".repeat(5));
    }

    @Test
    void a_short_piece_of_code_stays_on_one_line_and_keeps_ordinary_spaces() {
        assertThat(plain(20, "And then run `ls -l /`은 다릅니다.")).containsExactly("And then run", "`ls -l /`은", "다릅니다.");
    }

    @Test
    void a_table_is_narrowed_between_words_as_long_as_it_can() {
        assertThat(plain(28, "| a | b |\n|---|---|\n| one two three four five | `unshare(NEWPID)` |"))
                .containsExactly(
                        "a          b",
                        "---------  -----------------",
                        "one two    `unshare(NEWPID)`",
                        "three",
                        "four five");
    }

    @Test
    void blocks_stand_apart_and_hard_breaks_hold() {
        assertThat(plain(20, "one\n\n\ntwo  \nthree\\\nfour")).containsExactly("one", "", "two", "three", "four");
    }

    @Test
    void a_code_block_is_indented_and_never_wrapped() {
        String code = "box(\"sh\", \"-c\", \"echo $$\").unshare(PID).run()";
        assertThat(plain(20, "See:\n\n```java\n" + code + "\n\n\tx  y\n```\n"))
                .containsExactly("See:", "", "    " + code, "    ", "        x  y");
    }

    @Test
    void lists_hang_from_their_marks() {
        assertThat(plain(20, "- one two three four five\n  - deep\n- six"))
                .containsExactly("- one two three four", "  five", "  - deep", "- six");
        assertThat(plain(20, "9. nine\n10. ten ten ten ten ten"))
                .containsExactly(" 9. nine", "10. ten ten ten ten", "    ten");
        assertThat(plain(30, "- one\n\n  more\n\n- two")).containsExactly("- one", "", "  more", "", "- two");
    }

    @Test
    void a_quote_is_marked_on_every_line() {
        assertThat(plain(20, "> one two three four five\n>\n> six"))
                .containsExactly("> one two three four", "> five", "> ", "> six");
    }

    @Test
    void a_link_shows_its_address() {
        assertThat(plain(60, "See [chroot(2)](https://man7.org/x) and <https://a.b>."))
                .containsExactly("See chroot(2) (https://man7.org/x) and https://a.b.");
    }

    @Test
    void a_table_is_aligned_by_columns() {
        assertThat(plain(40, "| 이름 | inode |\n|---|---:|\n| pid | 4026531836 |\n| 네트워크 | 1 |"))
                .containsExactly(
                        "이름           inode", "--------  ----------", "pid       4026531836", "네트워크           1");
    }

    @Test
    void a_wide_table_wraps_its_cells() {
        assertThat(plain(24, "| a | what it is |\n|---|---|\n| pid | the numbers of all processes |"))
                .containsExactly(
                        "a    what it is", "---  -------------------", "pid  the numbers of all", "     processes");
    }

    @Test
    void a_table_with_too_many_columns_becomes_a_list() {
        assertThat(plain(20, "| alpha | bravo | charlie |\n|---|---|---|\n| longlong | longlong | longlong |"))
                .containsExactly("alpha: longlong", "bravo: longlong", "charlie: longlong");
    }

    @Test
    void style_changes_no_line_break_but_for_the_backticks() {
        String text = "**Strong** and *slanted* words, which go on for more than one line of text.";
        List<String> styled = MarkdownText.styled(20).render(text).stream()
                .map(AttributedString::toString)
                .toList();
        assertThat(styled).isEqualTo(plain(20, text));
    }

    @Test
    void styles_are_those_of_the_markdown() {
        AttributedString line = MarkdownText.styled(40).render("a **b** `c`").get(0);
        assertThat(line.toString()).isEqualTo("a b c");
        assertThat(line.styleAt(0)).isEqualTo(AttributedStyle.DEFAULT);
        assertThat(line.styleAt(2)).isEqualTo(AttributedStyle.DEFAULT.bold());
        assertThat(line.styleAt(4)).isEqualTo(AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN));
        assertThat(MarkdownText.plain(40).render("a **b** `c`").get(0).toAnsi()).isEqualTo("a b `c`");
    }

    @Test
    void a_text_that_is_not_markdown_is_wrapped_as_it_is() {
        assertThat(MarkdownText.plain(20).wrap("a *b* `c`\n# d"))
                .extracting(AttributedString::toString)
                .containsExactly("a *b* `c`", "# d");
        assertThat(plain(20, "")).isEmpty();
    }

    @Test
    void hostile_nesting_is_survived() {
        assertThat(plain(40, "> ".repeat(20_000) + "deep")).isNotEmpty();
        assertThat(plain(40, "*a ".repeat(20_000))).isNotEmpty();
        assertThat(plain(40, "- ".repeat(5_000) + "deep")).isNotEmpty();
    }

    @Test
    void no_line_is_wider_than_the_width_whatever_the_text() {
        String alphabet = "가나다 abc .,)(「」- *_`[]|\n";
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder("x");
            random.ints(200, 0, alphabet.length()).forEach(i -> text.append(alphabet.charAt(i)));
            int width = 20 + random.nextInt(60);
            String markdown = text.toString().replaceAll("(?m)^[\\s>-]+", "");
            assertThat(plain(width, markdown))
                    .as("seed %d, width %d", seed, width)
                    .allMatch(line -> LineBreaker.columns(line) <= width);
        }
    }

    private static List<String> plain(int width, String markdown) {
        return MarkdownText.plain(width).render(markdown).stream()
                .map(AttributedString::toString)
                .toList();
    }
}

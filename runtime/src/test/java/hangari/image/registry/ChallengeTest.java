package hangari.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    private static List<Challenge> parse(String... headers) {
        return Challenge.parse(List.of(headers));
    }

    @Test
    void quotedValuesMayHoldCommasAndQuotes() {
        assertThat(
                        parse(
                                "Bearer realm=\"https://auth/token\",service=\"a \\\"b\\\"\" , Scope=\"repository:x:pull,push\""))
                .containsExactly(new Challenge(
                        "bearer",
                        Map.of(
                                "realm",
                                "https://auth/token",
                                "service",
                                "a \"b\"",
                                "scope",
                                "repository:x:pull,push")));
    }

    @Test
    void severalStandInOneHeaderOrInSeveral() {
        assertThat(parse("Negotiate, Basic realm=x, Bearer realm=\"y\"", "DIGEST"))
                .extracting(Challenge::scheme)
                .containsExactly("negotiate", "basic", "bearer", "digest");
    }

    @Test
    void theFirstOfTwoValuesCounts() {
        assertThat(parse("Bearer realm=\"a\", realm=\"b\"").get(0).parameter("realm"))
                .hasValue("a");
    }

    @Test
    void whatCannotBeUnderstoodIsLeftOut() {
        assertThat(parse("", "\"", "=", "Bearer realm=\"never ends"))
                .allMatch(one -> one.parameters().isEmpty());
        assertThat(parse("Bearer realm=\"" + "x".repeat(5000) + "\"")).isEmpty();
        assertThat(parse("Bearer realm=\"" + "\\\\".repeat(2000) + "\"")).hasSize(1);
        assertThat(parse("a ".repeat(2000))).hasSize(2000);
    }
}

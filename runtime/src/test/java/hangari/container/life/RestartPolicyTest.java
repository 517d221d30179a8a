package hangari.container.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** When a container is started again. */
class RestartPolicyTest {
    @Test
    void policiesAreWrittenAsDockerDoes() {
        for (String text : new String[] {"no", "on-failure", "on-failure:5", "always", "unless-stopped"}) {
            assertThat(RestartPolicy.parse(text)).hasToString(text);
        }
        for (String text : new String[] {"", "never", "always:3", "on-failure:", "on-failure:x", "on-failure:-1"}) {
            assertThatThrownBy(() -> RestartPolicy.parse(text)).as(text).isInstanceOf(LifeException.class);
        }
    }

    @Test
    void onFailureGivesUpAfterItsTries() {
        RestartPolicy policy = RestartPolicy.parse("on-failure:2");

        assertThat(policy.again(0, false, 0)).isFalse();
        assertThat(policy.again(1, false, 0)).isTrue();
        assertThat(policy.again(1, false, 1)).isTrue();
        assertThat(policy.again(1, false, 2)).isFalse();
        assertThat(RestartPolicy.parse("on-failure").again(1, false, 1000)).isTrue();
    }

    @Test
    void whatSomebodyStoppedIsNotStartedAtItsEnd() {
        for (String text : new String[] {"on-failure", "always", "unless-stopped"}) {
            assertThat(RestartPolicy.parse(text).again(1, true, 0)).as(text).isFalse();
        }
    }

    @Test
    void onlyAlwaysForgetsAtTheBeginningThatItWasStopped() {
        assertThat(RestartPolicy.parse("always").atBegin(true)).isTrue();
        assertThat(RestartPolicy.parse("unless-stopped").atBegin(true)).isFalse();
        assertThat(RestartPolicy.parse("unless-stopped").atBegin(false)).isTrue();
        assertThat(RestartPolicy.parse("on-failure").atBegin(false)).isFalse();
    }
}

package hangari.cli;

import java.io.IOException;
import picocli.CommandLine.Option;

/** What is asked before something is removed that nobody named. */
final class Confirmation {
    @Option(
            names = {"-f", "--force"},
            description = "do not ask")
    private boolean force;

    /**
     * Whether it is wanted: without asking if that was said, else if the answer begins with a y.
     *
     * @param key of the phrase with the question
     */
    boolean isGiven(Hangari hangari, String key) throws IOException {
        if (force) {
            return true;
        }
        hangari.out().print(hangari.say(key) + " ");
        hangari.out().flush();
        int answer = hangari.in().read();
        return answer == 'y' || answer == 'Y';
    }
}

package hangari.cli.image;

import hangari.image.build.BuildLog;
import java.io.OutputStream;
import java.io.PrintStream;

/** Shows a build as docker's classic builder does: {@code Step 1/5 : FROM scratch}. */
public final class ClassicLog implements BuildLog {
    private final PrintStream out;

    public ClassicLog(PrintStream out) {
        this.out = out;
    }

    @Override
    public void step(int number, int total, String text) {
        out.println("Step " + number + "/" + total + " : " + text);
    }

    @Override
    public void cached() {
        out.println(" ---> Using cache");
    }

    @Override
    public void done(String id) {
        out.println(" ---> " + id);
    }

    @Override
    public void warning(String line) {
        out.println("[Warning] " + line);
    }

    @Override
    public OutputStream output() {
        return out;
    }
}

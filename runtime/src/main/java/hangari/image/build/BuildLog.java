package hangari.image.build;

import java.io.OutputStream;

/** Is told how a build goes on. */
public interface BuildLog {
    /** A step begins; its text is on one line. */
    void step(int number, int total, String text);

    /** The step need not be done, for its result is known. */
    void cached();

    /** The step has ended; the image so far has this id. */
    void done(String id);

    /** Something that should be written otherwise; one line. */
    void warning(String line);

    /** Takes what programs write. */
    OutputStream output();

    /** One that keeps silent. */
    static BuildLog silent() {
        return new BuildLog() {
            @Override
            public void step(int number, int total, String text) {}

            @Override
            public void cached() {}

            @Override
            public void done(String id) {}

            @Override
            public void warning(String line) {}

            @Override
            public OutputStream output() {
                return OutputStream.nullOutputStream();
            }
        };
    }
}

package hangari.cli.container;

import hangari.container.life.LifeException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** The exit statuses of docker's client, and who has which. */
final class Status {
    static final int OK = 0;
    /** It could not be done. */
    static final int NO = 1;

    private Status() {}

    /** That of {@code run}: the program's own; for a failure of ours, 125, 126 or 127. */
    static int ofProgram(Desk desk, IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (LifeException e) {
            desk.error(String.valueOf(e.getMessage()));
            return e.kind().exit();
        }
    }

    /** That of {@code exec}: like {@code run}, but 1 where it is not the program that cannot be. */
    static int ofFurther(Desk desk, IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (LifeException e) {
            desk.error(String.valueOf(e.getMessage()));
            return switch (e.kind()) {
                case NOT_EXECUTABLE, NO_PROGRAM -> e.kind().exit();
                default -> NO;
            };
        }
    }

    /** That of a command that is about one container: 0, or 1 with a line of why not. */
    static int of(Desk desk, IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (LifeException e) {
            desk.error(String.valueOf(e.getMessage()));
            return NO;
        }
    }

    /** Does the same to each, whatever becomes of the others: a line for each that cannot be done, and then 1. */
    static int ofEach(Desk desk, List<String> names, Consumer<String> verb) {
        int status = OK;
        for (String name : names) {
            try {
                verb.accept(name);
            } catch (LifeException e) {
                desk.error(String.valueOf(e.getMessage()));
                status = NO;
            }
        }
        return status;
    }

    /** As {@link #ofEach}, and prints the name of each that is done. */
    static int ofEachNamed(Desk desk, List<String> names, Consumer<String> verb) {
        return ofEach(desk, names, name -> {
            verb.accept(name);
            desk.out().println(name);
        });
    }
}

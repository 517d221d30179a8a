package hangari.image.build;

import hangari.image.dockerfile.Instruction;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Platform;
import java.util.List;
import java.util.Optional;

/**
 * A part of a build that begins with FROM.
 *
 * @param number from 0
 * @param platform the kind of machine that it is for
 * @param instructions those behind FROM
 */
public record Stage(int number, Instruction.From from, Base base, Platform platform, List<Instruction> instructions) {
    public Stage {
        instructions = List.copyOf(instructions);
    }

    /** What a stage is built upon, or files are copied from. */
    public sealed interface Base {
        /** Nothing. */
        record Scratch() implements Base {}

        /** An earlier stage, by its number. */
        record Earlier(int stage) implements Base {}

        /** An image that has a name. */
        record Named(ImageReference image) implements Base {}
    }

    /** What COPY --from of this stage means: an earlier stage by name or number, or an image. */
    static Optional<Integer> earlier(List<Stage> before, String name) {
        for (int i = before.size() - 1; i >= 0; i--) {
            Stage stage = before.get(i);
            boolean named = stage.from().name().filter(name::equalsIgnoreCase).isPresent();
            if (named || name.equals(String.valueOf(stage.number()))) {
                return Optional.of(stage.number());
            }
        }
        return Optional.empty();
    }
}

package hangari.image.dockerfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The instructions of a Dockerfile, in order.
 *
 * <pre>{@code
 * var file = Dockerfile.parse("Dockerfile", "FROM scratch\nCOPY motd /etc/\n");
 * file.instructions().get(1).at().line(); // 2
 * }</pre>
 *
 * @param file its name, as it was given
 * @param escape the character that takes the next one's meaning away
 * @param instructions at least one
 * @param warnings what was read, but should be written otherwise; one line each
 */
public record Dockerfile(String file, char escape, List<Instruction> instructions, List<String> warnings) {
    /** How large one may be, in bytes. */
    public static final int LIMIT = 4 * 1024 * 1024;

    public Dockerfile {
        instructions = List.copyOf(instructions);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads one.
     *
     * @param file its name, for messages
     * @throws DockerfileException with the line of the first fault
     */
    public static Dockerfile parse(String file, String text) {
        List<String> lines = text.replace("\r\n", "\n").lines().toList();
        Directives directives = Directives.of(file, lines);
        var reader = new LogicalLines(file, lines, directives);
        List<Instruction> instructions = new ArrayList<>();
        var parser = new InstructionParser(directives.escape());
        for (LogicalLine line : reader.read()) {
            instructions.add(parser.parse(line));
        }
        if (instructions.isEmpty()) {
            throw new Place(file, Math.max(1, lines.size()), "")
                    .failure("file with no instructions: begin with FROM, as in FROM scratch");
        }
        List<String> warnings = new ArrayList<>(reader.warnings());
        warnings.addAll(parser.warnings());
        return new Dockerfile(file, directives.escape(), instructions, warnings);
    }

    /**
     * Reads one from a stream, which is read to its end.
     *
     * @throws DockerfileException if it is too large, is no UTF-8, or has a fault
     */
    public static Dockerfile read(String file, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            throw new Place(file, 1, "").failure("more than " + LIMIT + " bytes: this is no Dockerfile");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new Place(file, 1, "").failure("this is no UTF-8 text: save it as UTF-8");
        }
    }

    /**
     * Reads the instructions that a base image leaves for whoever builds upon it.
     *
     * @param image its name, for messages
     */
    public static List<Instruction> triggers(String image, List<String> onBuild) {
        return instructions("ONBUILD of " + image, onBuild);
    }

    /** Reads the instructions by which an image is changed that is not built: those of {@code --change}. */
    public static List<Instruction> changes(List<String> lines) {
        return instructions("--change", lines);
    }

    private static List<Instruction> instructions(String origin, List<String> lines) {
        var parser = new InstructionParser('\\');
        List<Instruction> instructions = new ArrayList<>();
        for (String trigger : lines) {
            Place place = new Place(origin, instructions.size() + 1, trigger);
            InstructionParser.checkTrigger(place, trigger);
            instructions.add(parser.parse(new LogicalLine(place, trigger, List.of())));
        }
        return instructions;
    }
}

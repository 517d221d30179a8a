package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import hangari.lesson.source.YamlNode.Entries;
import hangari.lesson.source.YamlNode.Entry;
import hangari.lesson.source.YamlNode.Items;
import hangari.lesson.source.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads one YAML document as nodes that know their line.
 *
 * <p>Anchors, aliases and tags are refused: a lesson needs none, and a few lines of them can unfold to gigabytes.
 */
public final class YamlReader {
    private static final int DEEPEST = 24;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .loadSettings(LoadSettings.builder()
                    .setCodePointLimit(SourceFile.MAX_BYTES)
                    .setMaxAliasesForCollections(0)
                    .build())
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION) // we name the key and its line ourselves
            .build();

    private final YAMLParser parser;
    private final int linesBefore;
    private final Problems problems;

    private YamlReader(YAMLParser parser, int linesBefore, Problems problems) {
        this.parser = parser;
        this.linesBefore = linesBefore;
        this.problems = problems;
    }

    /**
     * Reads the text; empty if it is not one YAML document of keys and values.
     *
     * @param linesBefore how many lines stand in front of the text in its file
     */
    public static Optional<Entries> read(String text, int linesBefore, Problems problems) {
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
            return new YamlReader((YAMLParser) parser, linesBefore, problems).document();
        } catch (Refused e) {
            problems.add(e.line, e.getMessage(), e.remedy);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            problems.add(linesBefore + line, "is not YAML (" + reason(e) + ")", "mend the line");
        }
        return Optional.empty();
    }

    private static String reason(JacksonException e) {
        String message = e.getOriginalMessage();
        if (e.getCause() instanceof MarkedYamlEngineException marked && marked.getProblem() != null) {
            message = marked.getProblem();
        }
        return Excerpt.bare(message == null ? "" : message);
    }

    private Optional<Entries> document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            problems.add(linesBefore + 1, "is empty", "write keys and values");
            return Optional.empty();
        }
        YamlNode node = node(first, 0);
        if (parser.nextToken() != null) {
            throw new Refused(line(), "holds a second document", "remove what follows");
        }
        if (node instanceof Entries entries) {
            return Optional.of(entries);
        }
        problems.add(node.line(), "is " + node.kind(), "write keys and values");
        return Optional.empty();
    }

    private YamlNode node(@Nullable JsonToken token, int depth) {
        if (token == null) {
            throw new Refused(line(), "ends too early", "close what is open");
        }
        refuseReferences();
        if (depth > DEEPEST) {
            throw new Refused(line(), "is nested more than " + DEEPEST + " deep", "flatten it");
        }
        return switch (token) {
            case START_OBJECT -> entries(depth);
            case START_ARRAY -> items(depth);
            default -> scalar(token);
        };
    }

    private Entries entries(int depth) {
        int start = line();
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            refuseReferences();
            String key = parser.currentName();
            int keyLine = line();
            Entry entry = new Entry(keyLine, node(parser.nextToken(), depth + 1));
            if (entries.put(key, entry) != null) {
                throw new Refused(keyLine, "key " + Excerpt.of(key) + " stands twice", "keep one");
            }
        }
        return new Entries(start, entries);
    }

    private Items items(int depth) {
        int start = line();
        List<YamlNode> nodes = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            nodes.add(node(token, depth + 1));
            token = parser.nextToken();
        }
        return new Items(start, nodes);
    }

    private Scalar scalar(JsonToken token) {
        YamlNode.Type type =
                switch (token) {
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> YamlNode.Type.NUMBER;
                    case VALUE_TRUE, VALUE_FALSE -> YamlNode.Type.FLAG;
                    case VALUE_NULL -> YamlNode.Type.NOTHING;
                    default -> YamlNode.Type.TEXT;
                };
        return new Scalar(line(), type, parser.getString());
    }

    private void refuseReferences() {
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw new Refused(line(), "holds an anchor or an alias", "write the value out");
        }
        if (parser.getTypeId() != null) {
            throw new Refused(line(), "holds a tag (!" + Excerpt.bare(parser.getTypeId()) + ")", "remove it");
        }
    }

    private int line() {
        return linesBefore + Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /** Ends the reading of a document that is well-formed but not wanted. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int line;
        private final String remedy;

        Refused(int line, String message, String remedy) {
            super(message, null, false, false);
            this.line = line;
            this.remedy = remedy;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}

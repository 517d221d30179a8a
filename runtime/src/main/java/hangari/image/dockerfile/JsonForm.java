package hangari.image.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The form with brackets: {@code ["ls", "-l"]}. */
final class JsonForm {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonForm() {}

    /**
     * The strings, if it is of this form. What begins with a bracket and is no JSON is a line for the shell: {@code [ -f
     * x ] && rm x}.
     *
     * @throws DockerfileException if it is a JSON array of other things than strings
     */
    static Optional<List<String>> strings(Place place, String text) {
        if (!text.startsWith("[")) {
            return Optional.empty();
        }
        JsonNode array;
        try {
            array = JSON.readTree(text);
        } catch (JacksonException e) {
            return Optional.empty();
        }
        List<String> strings = new ArrayList<>();
        for (JsonNode element : array) {
            if (!element.isString()) {
                throw place.failure(
                        "only string type is allowed in JSON format arrays: put " + element + " into quotation marks");
            }
            strings.add(element.stringValue());
        }
        return Optional.of(strings);
    }
}

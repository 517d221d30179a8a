package hangari.container.life.wire;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.container.life.Answer;
import hangari.container.life.ContainerDetails;
import hangari.container.life.Request;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** What travels between a supervisor and those who ask it has a number. */
class ProtocolTest {
    /** The shape of each protocol that there was; the number of a change is one more than the last. */
    private static final Map<Integer, Long> SHAPES = Map.of(2, 3_711_972_179L);

    @Test
    void theNumberGrowsWheneverWhatTravelsChanges() {
        Map<String, String> shape = new TreeMap<>();
        for (Class<?> request : Request.class.getPermittedSubclasses()) {
            describe(request, shape);
        }
        for (Class<?> answer : Answer.class.getDeclaredClasses()) {
            describe(answer, shape);
        }
        describe(ContainerDetails.class, shape);
        CRC32 crc = new CRC32();
        crc.update(shape.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(SHAPES.get(SupervisorServer.PROTOCOL))
                .as("raise PROTOCOL, and note the shape of the new one: %s", shape)
                .isEqualTo(crc.getValue());
    }

    /** A record, and the records of ours that it is made of. */
    private static void describe(Class<?> type, Map<String, String> shape) {
        if (!type.isRecord() || shape.containsKey(type.getName())) {
            return;
        }
        StringBuilder text = new StringBuilder();
        shape.put(type.getName(), "");
        for (RecordComponent component : type.getRecordComponents()) {
            text.append(component.getName())
                    .append(' ')
                    .append(component.getGenericType())
                    .append("; ");
            if (component.getType().getName().startsWith("hangari.container.life.")) {
                describe(component.getType(), shape);
            }
        }
        shape.put(type.getName(), text.toString());
    }
}

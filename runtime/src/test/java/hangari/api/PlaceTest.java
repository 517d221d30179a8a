package hangari.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlaceTest {
    @Test
    void passesOverADirectoryThatAnEarlierVmOfTheSessionHasMade() throws IOException {
        Path first = Place.fresh("earlier");
        int number = Integer.parseInt(first.getFileName().toString().substring("earlier".length()));
        Path taken = Files.createDirectory(first.resolveSibling("earlier" + (number + 1)));
        Path next = Place.fresh("earlier");
        try {
            assertThat(next).isNotEqualTo(taken).isEmptyDirectory();
        } finally {
            Files.delete(first);
            Files.delete(taken);
            Files.deleteIfExists(next);
        }
    }
}

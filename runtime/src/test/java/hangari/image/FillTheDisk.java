package hangari.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Run by {@link FullDiskTest} on a disk that is too small: says what went wrong and what is left. */
final class FillTheDisk {
    private FillTheDisk() {}

    public static void main(String[] arguments) throws Exception {
        Path disk = Path.of(arguments[0]);
        var store = LayerStore.in(disk);
        try {
            store.add(RootPlanner.host().plan(List.of("sh")));
        } catch (ImageException e) {
            System.out.println(e.getMessage());
        }
        try (Stream<Path> left = Files.walk(disk)) {
            left.map(path -> disk.relativize(path).toString()).sorted().forEach(System.out::println);
        }
    }
}

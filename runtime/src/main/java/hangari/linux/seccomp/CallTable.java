package hangari.linux.seccomp;

import hangari.linux.Arch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The numbers of system calls by name, as the kernel's tables have them; read from {@code calls.table}. */
final class CallTable {
    private static final CallTable X86_64 = new CallTable(1);
    private static final CallTable AARCH64 = new CallTable(2);

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    private CallTable(int column) {
        Resource.text("calls.table")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    String[] fields = line.split(" ", -1);
                    if (!fields[column].equals("-")) {
                        numbers.put(fields[0], Integer.valueOf(fields[column]));
                        names.put(Integer.valueOf(fields[column]), fields[0]);
                    }
                });
    }

    static CallTable of(Arch arch) {
        return arch == Arch.X86_64 ? X86_64 : AARCH64;
    }

    /** The number of a call; empty if this architecture does not have it. */
    Optional<Integer> number(String name) {
        return Optional.ofNullable(numbers.get(name));
    }

    /** The call of a number; empty if the table has none. */
    Optional<String> name(int number) {
        return Optional.ofNullable(names.get(number));
    }

    /** All calls of the table. */
    Map<String, Integer> numbers() {
        return Map.copyOf(numbers);
    }

    /** Whether any architecture has a call of this name. */
    static boolean isKnown(String name) {
        return X86_64.number(name).or(() -> AARCH64.number(name)).isPresent();
    }
}

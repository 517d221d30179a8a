package hangari.vm.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The modules of a kernel, below a folder like {@code /lib/modules/6.1.0-53-cloud-amd64}.
 *
 * <p>What a module needs stands in itself, in its section {@code .modinfo}; so a package that was unpacked and not
 * installed, which has no {@code modules.dep} yet, is as good. Source: modinfo(8), depmod(8).
 */
final class Modules {
    private static final Pattern FILE = Pattern.compile("(.+)\\.ko(?:\\.(?:gz|xz|zst))?");
    private static final String DEPENDS = "depends=";
    private static final int DEEPEST = 12;
    private static final int LARGEST = 64 << 20;

    private final Path folder;
    private final Map<String, Path> files = new HashMap<>();

    private Modules(Path folder) {
        this.folder = folder;
    }

    /** Those of a folder; none, if it is not there. */
    static Modules of(Path folder) throws IOException {
        var modules = new Modules(folder);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
                all.forEach(modules::add);
            }
        }
        return modules;
    }

    /** kmod treats both as the same: in a module's name, '-' and '_'. */
    private void add(Path file) {
        Matcher named = FILE.matcher(file.getFileName().toString());
        if (named.matches()) {
            files.put(named.group(1).replace('-', '_'), file);
        }
    }

    /**
     * These and what they need, each behind those that it needs, unpacked. One that is not there is taken for a part of
     * the kernel.
     */
    List<KernelModule> withNeeds(List<String> names) throws IOException {
        Map<String, KernelModule> wanted = new LinkedHashMap<>();
        for (String name : names) {
            take(name, wanted, 0);
        }
        return new ArrayList<>(wanted.values());
    }

    private void take(String name, Map<String, KernelModule> wanted, int depth) throws IOException {
        Path file = files.get(name);
        if (file == null || wanted.containsKey(name)) {
            return;
        }
        if (depth > DEEPEST) {
            throw new IOException("modules of " + folder + " need each other in a circle at " + name);
        }
        byte[] content = content(file);
        for (String needed : needs(content)) {
            take(needed, wanted, depth + 1);
        }
        wanted.putIfAbsent(name, new KernelModule(name, content));
    }

    private static byte[] content(Path file) throws IOException {
        byte[] packed = Files.readAllBytes(file);
        try (InputStream module = Packing.of(packed).open(new java.io.ByteArrayInputStream(packed))) {
            return module.readNBytes(LARGEST);
        }
    }

    /** The names behind "depends=", which stands at the beginning of a string. */
    private static List<String> needs(byte[] module) {
        String text = new String(module, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("\0" + DEPENDS);
        if (at < 0) {
            return List.of();
        }
        int from = at + 1 + DEPENDS.length();
        String names = text.substring(from, text.indexOf('\0', from));
        return names.isEmpty()
                ? List.of()
                : Stream.of(names.split(","))
                        .map(name -> name.replace('-', '_'))
                        .toList();
    }
}

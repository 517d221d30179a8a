package hangari.peer;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what needs a virtual machine, where there is no QEMU, or no kernel that could be had without a network. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresQemu.Condition.class)
public @interface RequiresQemu {
    /** Where kernels are looked for, and where tests keep what was made of them. */
    final class Condition implements ExecutionCondition {
        /** A kernel that was unpacked once need not be again. */
        public static final Path STATE = Path.of("target", "vm").toAbsolutePath();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String name = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
            boolean emulator = Stream.of(System.getenv("PATH").split(":"))
                    .anyMatch(place -> Files.isExecutable(Path.of(place, "qemu-system-" + name)));
            if (!emulator) {
                return disabled("qemu-system-" + name + " is not installed: apt-get install qemu-system-x86");
            }
            boolean kernel = Files.isDirectory(STATE.resolve("kernel"))
                    || any(Path.of("/boot"), "vmlinuz-*")
                    || any(Path.of("/var/cache/apt/archives"), "linux-image-*-cloud-*.deb");
            return kernel
                    ? enabled("QEMU and a kernel are there")
                    : disabled("no kernel: apt-get install --download-only linux-image-cloud-amd64");
        }

        private static boolean any(Path folder, String pattern) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
                for (Path file : files) {
                    if (Files.isReadable(file)) {
                        return true;
                    }
                }
                return false;
            } catch (IOException e) {
                return false;
            }
        }
    }
}

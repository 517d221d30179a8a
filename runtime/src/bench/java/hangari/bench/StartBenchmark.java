package hangari.bench;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the call of the warm API to the reaped exit, in µs; read the median, {@code p0.50}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class StartBenchmark {
    /** The directory to start below: {@code -p root=DIRECTORY}. */
    @Param("")
    public String root;

    private Subjects subjects;

    @Setup
    public void build() {
        subjects = new Subjects(Path.of(root));
    }

    @Benchmark
    public void program() {
        subjects.program();
    }

    @Benchmark
    public void container() {
        subjects.container();
    }

    @Benchmark
    public void wholeContainer() {
        subjects.wholeContainer();
    }
}

/**
 * How long a start takes: benchmarks that {@code src/bench/sh/start.sh} runs beside other runtimes.
 *
 * <p>Start reading at {@link hangari.bench.Subjects}, which says what is started; {@code src/bench/RESULTS.md} holds
 * what came of it.
 */
package hangari.bench;

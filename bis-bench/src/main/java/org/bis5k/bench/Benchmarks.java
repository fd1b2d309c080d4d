package org.bis5k.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks whose names match and keeps the results as JSON. */
public final class Benchmarks {

  private Benchmarks() {}

  /**
   * Runs benchmarks.
   *
   * @param arguments a regular expression on benchmark names, and the folder of the results
   * @throws RunnerException if a benchmark fails
   * @throws IOException if the folder cannot be made
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    String pattern = arguments.length > 0 ? arguments[0] : ".*";
    Path results = Path.of(arguments.length > 1 ? arguments[1] : "results");
    Files.createDirectories(results);
    new Runner(
            new OptionsBuilder()
                .include(pattern)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .timeUnit(TimeUnit.MILLISECONDS)
                .jvmArgsAppend("-Xmx2g")
                .resultFormat(ResultFormatType.JSON)
                .result(results.resolve(LocalDate.now() + ".json").toString())
                .build())
        .run();
  }
}

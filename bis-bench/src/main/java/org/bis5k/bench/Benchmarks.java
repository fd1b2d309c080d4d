package org.bis5k.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks whose names match and keeps the results as a {@link BenchReport}. */
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
    Collection<RunResult> measured =
        new Runner(
                new OptionsBuilder()
                    .include(pattern)
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(4))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(2))
                    .timeUnit(TimeUnit.MILLISECONDS)
                    .jvmArgsAppend("-Xmx6g", "--add-modules", "jdk.incubator.vector")
                    .build())
            .run();
    String date = LocalDate.now().toString();
    new BenchReport(date, Machine.current(), measured.stream().map(Benchmarks::times).toList())
        .write(results.resolve(date + ".json"));
  }

  private static Measured times(RunResult result) {
    BenchmarkParams parameters = result.getParams();
    StringBuilder name = new StringBuilder(parameters.getBenchmark());
    name.delete(0, Benchmarks.class.getPackageName().length() + 1);
    for (String key : parameters.getParamsKeys()) {
      name.append(", ").append(key).append(' ').append(parameters.getParam(key));
    }
    List<Double> samples = new ArrayList<>();
    result
        .getBenchmarkResults()
        .forEach(
            fork -> {
              for (IterationResult iteration : fork.getIterationResults()) {
                samples.add(iteration.getPrimaryResult().getScore());
              }
            });
    return new Measured(name.toString(), samples);
  }
}

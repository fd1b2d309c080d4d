package org.bis5k.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.bis5k.model.BcsNet;
import org.bis5k.model.MemoryEstimate;
import org.bis5k.model.graph.PassMode;

/**
 * Measures how the time of a forward pass and of a training step grows with the side of the images,
 * the width of the network and the batch size, one at a time.
 */
public final class GrowthMeasurement {

  private static final Workload MIDDLE = new Workload(8, 128, 1);

  /** What grows, and the workloads from the smallest to the largest. */
  private record Series(String name, List<Workload> workloads) {}

  private GrowthMeasurement() {}

  /**
   * Measures, prints three tables and writes a report.
   *
   * @param arguments the report's file; the number of runs of each pass (5); where to stop: the
   *     widest network's divisor, the largest side and the largest batch (1:352:8)
   * @throws IOException if the report's folder cannot be made
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(file.getParent());
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Workload largest = Workload.parse(arguments.length > 2 ? arguments[2] : "1:352:8");
    List<Measured> results = new ArrayList<>();
    System.out.print(run(largest, times, Rounds.WARM_UP, results));
    new BenchReport(LocalDate.now().toString(), Machine.current(), results).write(file);
  }

  static String run(Workload largest, int times, Duration warmUp, List<Measured> results) {
    StringBuilder text = new StringBuilder();
    for (Series series : series(largest)) {
      text.append(measure(series, times, warmUp, results));
    }
    return text.toString();
  }

  private static List<Series> series(Workload largest) {
    return List.of(
        new Series(
            "side",
            Stream.of(64, 96, 128, 176, 256, 352)
                .filter(side -> side <= largest.side())
                .map(side -> new Workload(MIDDLE.divisor(), side, MIDDLE.batch()))
                .toList()),
        new Series(
            "width",
            Stream.of(16, 8, 4, 2, 1)
                .filter(divisor -> divisor >= largest.divisor())
                .map(divisor -> new Workload(divisor, MIDDLE.side(), MIDDLE.batch()))
                .toList()),
        new Series(
            "batch",
            Stream.of(1, 2, 4, 8)
                .filter(batch -> batch <= largest.batch())
                .map(batch -> new Workload(MIDDLE.divisor(), MIDDLE.side(), batch))
                .toList()));
  }

  /** A Markdown table of one series; its medians join the results unless they are there already. */
  private static String measure(Series series, int times, Duration warmUp, List<Measured> results) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%n| growing %s | forward ms | ns per pixel | step ms | ns per pixel | step MB |%n"
                + "| --- | ---: | ---: | ---: | ---: | ---: |%n",
            series.name()));
    for (Workload workload : series.workloads()) {
      List<Measured> both = known(workload, results);
      if (both.isEmpty()) {
        both = measure(workload, times, warmUp);
        results.addAll(both);
      }
      text.append("| ").append(workload).append(" |");
      for (Measured one : both) {
        double pixels = (double) workload.batch() * workload.side() * workload.side();
        text.append(
            String.format(
                Locale.ROOT, " %.1f | %.0f |", one.median(), one.median() * 1e6 / pixels));
      }
      text.append(String.format(Locale.ROOT, " %,d |%n", megabytes(workload)));
    }
    return text.toString();
  }

  /** Of resident memory in training, by the formula. */
  private static long megabytes(Workload workload) {
    return MemoryEstimate.of(
                workload.options(), workload.size(), workload.batch(), PassMode.TRAINING)
            .total()
        / 1_000_000;
  }

  private static List<Measured> known(Workload workload, List<Measured> results) {
    return results.stream().filter(one -> one.name().endsWith(", " + workload)).toList();
  }

  private static List<Measured> measure(Workload workload, int times, Duration warmUp) {
    float[] images = workload.images();
    float[] masks = workload.masks();
    int count = workload.batch();
    try (BcsNet net = BcsNet.create(workload.options());
        TrainingStep step = new TrainingStep(net)) {
      Map<String, Runnable> passes = new LinkedHashMap<>();
      passes.put("forward, " + workload, () -> net.logits(images, count, workload.size()));
      passes.put(
          "training step, " + workload, () -> step.run(images, masks, count, workload.size()));
      return new Rounds(passes, warmUp, line -> System.err.println(workload + ": " + line))
          .measure(times);
    }
  }
}

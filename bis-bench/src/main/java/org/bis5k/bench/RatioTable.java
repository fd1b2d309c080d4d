package org.bis5k.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.bis5k.model.BcsNet;
import org.bis5k.model.engine.Segmenter;

/**
 * The network's passes in times of ONNX Runtime's forward pass of the same network, measured in
 * turn in one run.
 *
 * @param report all measured times
 * @param workloads what was measured, in order
 */
public record RatioTable(BenchReport report, List<Workload> workloads) {

  private static final String ONNX = "ONNX Runtime forward, ";
  private static final String FORWARD = "forward, ";
  private static final String STEP = "training step, ";

  /**
   * Ratios of PyTorch 1.13 and goals of this project, both relative to ONNX Runtime's forward pass.
   */
  private record Aim(String name, String reference, double bar, double goal) {}

  private static final List<Aim> AIMS =
      List.of(
          new Aim(FORWARD + new Workload(1, 352, 1), "1.7", 1.5, 1.15),
          new Aim(FORWARD + new Workload(8, 352, 1), "7", 2, 1.2),
          new Aim(STEP + new Workload(8, 128, 4), "11-13", 9, 6),
          new Aim(STEP + new Workload(8, 352, 1), "17-23", 10, 7),
          new Aim(STEP + new Workload(1, 352, 1), "6.4", 6, 4.5));

  /**
   * Copies the list.
   *
   * @param report all measured times
   * @param workloads what was measured
   */
  public RatioTable {
    workloads = List.copyOf(workloads);
  }

  /**
   * Measures.
   *
   * @param workloads what to measure
   * @param times how often each pass runs after the warm-up; the median counts
   * @param progress told what happens, a line at a time
   * @return the table
   */
  public static RatioTable measure(List<Workload> workloads, int times, Consumer<String> progress) {
    List<Measured> results = new ArrayList<>();
    for (Workload workload : workloads) {
      results.addAll(measure(workload, times, line -> progress.accept(workload + ": " + line)));
    }
    BenchReport report = new BenchReport(LocalDate.now().toString(), Machine.current(), results);
    return new RatioTable(report, workloads);
  }

  private static List<Measured> measure(Workload workload, int times, Consumer<String> progress) {
    float[] images = workload.images();
    float[] masks = workload.masks();
    int count = workload.batch();
    try (BcsNet net = BcsNet.create(workload.options());
        Segmenter onnx = OnnxPeer.of(net);
        TrainingStep step = new TrainingStep(net)) {
      OnnxPeer.requireAlike(
          onnx.logits(images, count, workload.size()),
          net.logits(images, count, workload.size()).prediction());
      Map<String, Runnable> passes = new LinkedHashMap<>();
      passes.put(ONNX + workload, () -> onnx.logits(images, count, workload.size()));
      passes.put(FORWARD + workload, () -> net.logits(images, count, workload.size()));
      passes.put(STEP + workload, () -> step.run(images, masks, count, workload.size()));
      return new Rounds(passes, Rounds.WARM_UP, progress).measure(times);
    }
  }

  private double median(String name) {
    return report.results().stream()
        .filter(one -> one.name().equals(name))
        .mapToDouble(Measured::median)
        .findFirst()
        .orElseThrow();
  }

  /** A Markdown table: one row a pass with time, ratio, PyTorch's ratio, bar and goal. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("| pass | ms | of ONNX Runtime's forward | PyTorch | bar | goal |\n");
    text.append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
    for (Workload workload : workloads) {
      double yardstick = median(ONNX + workload);
      text.append(
          String.format(Locale.ROOT, "| %s%s | %.0f | 1 | | | |%n", ONNX, workload, yardstick));
      for (String pass : Arrays.asList(FORWARD, STEP)) {
        double time = median(pass + workload);
        text.append(
            String.format(
                Locale.ROOT,
                "| %s%s | %.0f | %.2f |%s%n",
                pass,
                workload,
                time,
                time / yardstick,
                aim(pass + workload)));
      }
    }
    return text.toString();
  }

  private static String aim(String name) {
    return AIMS.stream()
        .filter(aim -> aim.name().equals(name))
        .findFirst()
        .map(
            aim ->
                String.format(
                    Locale.ROOT, " %s | %s | %s |", aim.reference(), aim.bar(), aim.goal()))
        .orElse(" | | |");
  }
}

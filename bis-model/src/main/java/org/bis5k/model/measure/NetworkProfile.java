package org.bis5k.model.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
import org.bis5k.model.graph.PassMode;

/**
 * The time of a network's passes by kind of layer.
 *
 * @param lines one for each kind that ran, the slowest first
 * @param milliseconds of one pass
 */
public record NetworkProfile(List<Line> lines, double milliseconds) {

  /** A kind of layer and its bound, arithmetic or memory. */
  public enum Kind {
    /** Convolution, its normalisation and ReLU. */
    CONVOLUTION("convolution units", true),
    /** CCR's attention over all positions. */
    ATTENTION("attention", true),
    /** Attention along rows or columns. */
    AXIAL_ATTENTION("axial attention", true),
    /** Sums, means, gates, joins and slices. */
    ELEMENTWISE("sums, gates, joins, slices", false),
    /** Pools and bilinear resizes. */
    RESAMPLING("pools and resizes", false);

    private final String label;
    private final boolean arithmetic;

    Kind(String label, boolean arithmetic) {
      this.label = label;
      this.arithmetic = arithmetic;
    }

    /**
     * Whether arithmetic is the bound.
     *
     * @return false if memory is the bound
     */
    public boolean isArithmetic() {
      return arithmetic;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /**
   * The nodes of one kind.
   *
   * @param kind the kind
   * @param nodes how many the graph has
   * @param milliseconds of one pass, the median over the passes
   * @param work floating-point operations, or bytes read and written where memory is the bound
   */
  public record Line(Kind kind, int nodes, double milliseconds, double work) {

    /**
     * The speed.
     *
     * @return 10^9 operations or bytes a second
     */
    public double rate() {
      return work / milliseconds / 1e6;
    }
  }

  /**
   * Copies the list.
   *
   * @param lines one for each kind that ran
   * @param milliseconds of all together
   */
  public NetworkProfile {
    lines = List.copyOf(lines);
  }

  /**
   * Measures passes over random images after as many passes of warm-up.
   *
   * @param net the network; training passes update its running statistics
   * @param count images in a batch, at least 1
   * @param size of the images, multiples of 16
   * @param mode forward alone, or forward and backward
   * @param passes how many, at least 1
   * @return the profile of one pass
   */
  public static NetworkProfile measure(
      BcsNet net, int count, Size size, PassMode mode, int passes) {
    return new ProfiledPasses(net, count, size, mode).measure(passes);
  }

  static NetworkProfile of(List<Map<Kind, Line>> passes) {
    List<Line> lines = new ArrayList<>();
    Map<Kind, Line> first = new EnumMap<>(passes.get(0));
    for (Line line : first.values()) {
      double[] times =
          passes.stream().mapToDouble(pass -> pass.get(line.kind()).milliseconds()).toArray();
      Arrays.sort(times);
      double median = times[times.length / 2];
      lines.add(new Line(line.kind(), line.nodes(), median, line.work()));
    }
    lines.sort((a, b) -> Double.compare(b.milliseconds(), a.milliseconds()));
    return new NetworkProfile(lines, lines.stream().mapToDouble(Line::milliseconds).sum());
  }

  /**
   * A Markdown table.
   *
   * @param peakOperations of the machine in 10^9 a second
   * @param peakBytes of the machine's memory in 10^9 a second
   * @return one row for each kind: nodes, time, share of the time, speed, share of the machine's
   *     peak
   */
  public String table(double peakOperations, double peakBytes) {
    StringBuilder text = new StringBuilder();
    text.append("| layers | nodes | ms | share | speed | of peak |\n");
    text.append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
    for (Line line : lines) {
      boolean arithmetic = line.kind().isArithmetic();
      double peak = arithmetic ? peakOperations : peakBytes;
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.1f | %.0f %% | %.1f %s | %.0f %% |%n",
              line.kind(),
              line.nodes(),
              line.milliseconds(),
              100 * line.milliseconds() / milliseconds,
              line.rate(),
              arithmetic ? "GFLOP/s" : "GB/s",
              100 * line.rate() / peak));
    }
    text.append(String.format(Locale.ROOT, "| all | | %.1f | | | |%n", milliseconds));
    return text.toString();
  }
}

package org.bis5k.metrics.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bis5k.data.HtmlText;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.comparison.Bootstrap;

/**
 * The distribution of a metric over the images as SVG, one row per method: a point per image, a box
 * from the first to the third quartile with the median, and whiskers to the last values within 1.5
 * times the length of the box (Tukey 1977).
 */
final class BoxPlot {

  private static final int WIDTH = 280;
  private static final int LEFT = 12;
  private static final int RIGHT = 268;
  private static final int TOP = 24;
  private static final int ROW = 34;

  /** With more images, only the points outside the whiskers are drawn. */
  private static final int POINTS = 2000;

  private final Metric metric;
  private final List<double[]> rows;
  private final double low;
  private final double high;

  private BoxPlot(Metric metric, List<MethodScores> results) {
    this.metric = metric;
    this.rows = results.stream().map(result -> sorted(result.scores(), metric)).toList();
    // The axis covers all values, rounded outwards to tenths, and ends at 1 at most.
    double least = rows.stream().flatMapToDouble(Arrays::stream).min().orElse(0);
    double most = rows.stream().flatMapToDouble(Arrays::stream).max().orElse(1);
    this.high = Math.min(1, Math.max(0.1, Math.ceil(10 * most) / 10));
    this.low = Math.min(Math.floor(10 * least) / 10, high - 0.1);
  }

  static String of(Metric metric, List<MethodScores> results) {
    return new BoxPlot(metric, results).svg();
  }

  private static double[] sorted(DatasetScores scores, Metric metric) {
    return scores.images().stream()
        .mapToDouble(row -> row.value(metric))
        .filter(value -> !Double.isNaN(value))
        .sorted()
        .toArray();
  }

  private String svg() {
    int bottom = TOP + ROW * rows.size();
    HtmlText svg = new HtmlText();
    String name = "Distribution of " + metric.label() + " over the images";
    String view = "0 0 " + WIDTH + " " + (bottom + 22);
    svg.open("svg", "viewBox", view, "role", "img", "aria-label", name);
    svg.leaf("text", metric.label(), "class", "title", "x", "" + LEFT, "y", "14");
    for (int tick = 0; tick <= 2; tick++) {
      double value = low + tick * (high - low) / 2;
      String x = decimal(x(value));
      String anchor = List.of("start", "middle", "end").get(tick);
      svg.leaf("path", "", "class", "grid", "d", "M" + x + " " + TOP + "V" + bottom);
      svg.leaf("text", decimal(value), "x", x, "y", "" + (bottom + 13), "text-anchor", anchor);
    }
    svg.leaf("path", "", "class", "axis", "d", "M" + LEFT + " " + bottom + "H" + RIGHT);
    for (int m = 0; m < rows.size(); m++) {
      if (rows.get(m).length > 0) {
        row(svg, rows.get(m), TOP + ROW * m + ROW / 2.0, MethodStyle.of(m).color());
      }
    }
    return svg.close().toString();
  }

  private void row(HtmlText svg, double[] values, double y, String color) {
    double lower = Bootstrap.quantile(values, 0.25);
    double upper = Bootstrap.quantile(values, 0.75);
    double reach = 1.5 * (upper - lower);
    double from = Arrays.stream(values).filter(v -> v >= lower - reach).findFirst().orElse(lower);
    double to = Arrays.stream(values).filter(v -> v <= upper + reach).max().orElse(upper);
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      if (values.length <= POINTS || values[i] < from || values[i] > to) {
        // Multiples of the golden ratio spread neighbouring values evenly over the row.
        double offset = (i * 0.6180339887498949 % 1 - 0.5) * (ROW - 12);
        points.append("M" + decimal(x(values[i])) + " " + decimal(y + offset) + "h0");
      }
    }
    svg.leaf("path", "", "class", "points", "stroke", color, "d", points.toString());
    String left = "M" + decimal(x(from)) + " " + decimal(y) + "H" + decimal(x(lower));
    String right = "M" + decimal(x(upper)) + " " + decimal(y) + "H" + decimal(x(to));
    svg.leaf("path", "", "class", "box", "d", left + right);
    String box = "M" + decimal(x(lower)) + " " + decimal(y - 7) + "H" + decimal(x(upper)) + "v14";
    svg.leaf("path", "", "class", "box", "d", box + "H" + decimal(x(lower)) + "z");
    String median = "M" + decimal(x(Bootstrap.quantile(values, 0.5))) + " " + decimal(y - 7);
    svg.leaf("path", "", "class", "median", "d", median + "v14");
  }

  private double x(double value) {
    return LEFT + (Math.min(high, value) - low) / (high - low) * (RIGHT - LEFT);
  }

  private static String decimal(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }
}

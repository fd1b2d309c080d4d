package org.bis5k.data.audit;

import java.util.Locale;
import org.bis5k.data.HtmlText;

/** A histogram as inline SVG: bars, the ends of the range, and the median as a line. */
final class HistogramChart {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 96;

  private HistogramChart() {}

  /**
   * The chart.
   *
   * @param label what it shows, for those who cannot see it
   * @param histogram the values
   */
  static String svg(String label, Histogram histogram) {
    int most = 1;
    for (int bin = 0; bin < histogram.bins(); bin++) {
      most = Math.max(most, histogram.count(bin));
    }
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 -4 %d %d\" role=\"img\" aria-label=\"%s, median %.3f\">",
            WIDTH,
            HEIGHT + 24,
            HtmlText.escape(label),
            histogram.median()));
    double step = (double) WIDTH / histogram.bins();
    for (int bin = 0; bin < histogram.bins(); bin++) {
      double height = (double) HEIGHT * histogram.count(bin) / most;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%d</title></rect>",
              bin * step + 1,
              HEIGHT - height,
              step - 2,
              height,
              histogram.count(bin)));
    }
    if (!Double.isNaN(histogram.median())) {
      double share = (histogram.median() - histogram.low()) / (histogram.high() - histogram.low());
      double x = WIDTH * Math.max(0, Math.min(1, share));
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"median\" x1=\"%.1f\" x2=\"%.1f\" y1=\"-4\" y2=\"%d\"/>",
              x,
              x,
              HEIGHT));
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"axis\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>"
                + "<text x=\"0\" y=\"%d\">%.1f</text>"
                + "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.1f</text></svg>",
            WIDTH,
            HEIGHT,
            HEIGHT,
            HEIGHT + 16,
            histogram.low(),
            WIDTH,
            HEIGHT + 16,
            histogram.high()));
    return svg.toString();
  }
}

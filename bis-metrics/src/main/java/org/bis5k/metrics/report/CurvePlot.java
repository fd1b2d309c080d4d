package org.bis5k.metrics.report;

import java.util.List;
import java.util.Locale;
import org.bis5k.data.HtmlText;
import org.bis5k.metrics.Curve;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.ThresholdCurves;

/** One curve of several methods over the thresholds as SVG. */
final class CurvePlot {

  private static final int WIDTH = 280;
  private static final int HEIGHT = 190;
  private static final int LEFT = 30;
  private static final int RIGHT = 270;
  private static final int TOP = 24;
  private static final int BOTTOM = 160;

  private CurvePlot() {}

  static String of(Curve curve, List<MethodScores> results) {
    HtmlText svg = new HtmlText();
    String name = curve.label() + " over the threshold";
    svg.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", name);
    svg.leaf("text", curve.label(), "class", "title", "x", "" + LEFT, "y", "14");
    for (int quarter = 0; quarter <= 4; quarter++) {
      grid(svg, quarter / 4.0);
    }
    svg.leaf("path", "", "class", "axis", "d", "M" + LEFT + " " + BOTTOM + "H" + RIGHT);
    svg.leaf("text", "threshold", "x", "150", "y", "186", "text-anchor", "middle");
    for (int m = 0; m < results.size(); m++) {
      ThresholdCurves curves = results.get(m).scores().curves();
      MethodStyle style = MethodStyle.of(m);
      if (!Double.isNaN(curves.at(curve, 0))) {
        String path = path(curves, curve);
        svg.leaf("path", "", "class", "curve", "style", style.css(), "d", path);
      }
    }
    return svg.close().toString();
  }

  private static void grid(HtmlText svg, double value) {
    String y = decimal(y(value));
    String x = decimal(x(value));
    svg.leaf("path", "", "class", "grid", "d", "M" + LEFT + " " + y + "H" + RIGHT);
    svg.leaf("path", "", "class", "grid", "d", "M" + x + " " + TOP + "V" + BOTTOM);
    String label = value % 0.5 == 0 ? decimal(value) : "";
    svg.leaf("text", label, "x", "" + (LEFT - 5), "y", decimal(y(value) + 3), "text-anchor", "end");
    svg.leaf("text", label, "x", x, "y", "" + (BOTTOM + 13), "text-anchor", "middle");
  }

  private static String path(ThresholdCurves curves, Curve curve) {
    StringBuilder path = new StringBuilder();
    for (int j = 0; j < ThresholdCurves.THRESHOLDS; j++) {
      path.append(j == 0 ? "M" : "L").append(decimal(x(ThresholdCurves.threshold(j)))).append(' ');
      path.append(decimal(y(curves.at(curve, j))));
    }
    return path.toString();
  }

  private static double x(double threshold) {
    return LEFT + threshold * (RIGHT - LEFT);
  }

  private static double y(double value) {
    return BOTTOM - value * (BOTTOM - TOP);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}

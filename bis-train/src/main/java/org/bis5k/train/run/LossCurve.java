package org.bis5k.train.run;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of the loss of every step and of its running median, over epochs. */
final class LossCurve {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 540;
  private static final int MOST_POINTS = 2000;
  private static final double SHOWN = 0.98;
  private static final Color RAW = new Color(0xB8, 0xC7, 0xDB);
  private static final Color SMOOTH = new Color(0x1F, 0x4E, 0x8C);

  private LossCurve() {}

  /**
   * Draws the chart.
   *
   * @param losses of every step, at least one
   * @param perEpoch steps in one epoch
   * @return a PNG of 960 x 540 pixels
   */
  static byte[] png(List<Double> losses, int perEpoch) {
    int bin = (losses.size() + MOST_POINTS - 1) / MOST_POINTS;
    int points = (losses.size() + bin - 1) / bin;
    double[] epochs = new double[points];
    double[] raw = new double[points];
    for (int i = 0; i < points; i++) {
      int end = Math.min((i + 1) * bin, losses.size());
      // Points are at the middle of their steps, except the first, which is at 0: the axis then
      // starts at 0 and has round ticks.
      epochs[i] = i == 0 ? 0 : (i + 0.5) * bin / perEpoch;
      for (double loss : losses.subList(i * bin, end)) {
        raw[i] += loss / (end - i * bin);
      }
    }
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Training loss")
            .xAxisTitle("epoch")
            .yAxisTitle("loss, sum of all outputs")
            .build();
    style(chart);
    chart.getStyler().setYAxisMax(limit(raw));
    add(chart, bin == 1 ? "each step" : "mean of " + bin + " steps", epochs, raw, RAW, 1f);
    double[] smooth = smooth(raw, Math.max(1, Math.min(perEpoch / bin, points / 20)));
    add(chart, "running median", epochs, smooth, SMOOTH, 2.5f);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // In memory: a cache file registers itself for removal at the end of the process, which fails
    // when the process is already ending, as after Ctrl-C.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("A chart could not be encoded in memory", e);
    }
    return bytes.toByteArray();
  }

  private static void style(XYChart chart) {
    chart.getStyler().setLocale(Locale.ROOT);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setPlotGridLinesColor(new Color(0xE6, 0xE6, 0xE6));
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
    chart.getStyler().setLegendBorderColor(Color.WHITE);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisDecimalPattern("0.##");
    chart.getStyler().setXAxisDecimalPattern("0.##");
  }

  private static void add(
      XYChart chart, String name, double[] x, double[] y, Color colour, float width) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
  }

  /** The median of the last {@code window} points at each point; it is robust to spikes. */
  static double[] smooth(double[] values, int window) {
    double[] medians = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double[] last = Arrays.copyOfRange(values, Math.max(0, i + 1 - window), i + 1);
      Arrays.sort(last);
      medians[i] = (last[(last.length - 1) / 2] + last[last.length / 2]) / 2;
    }
    return medians;
  }

  /** The upper end of the axis; the highest spikes are cut off so that the rest is readable. */
  private static double limit(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double high = sorted[(int) (SHOWN * (sorted.length - 1))] * 1.1;
    return high > 0 ? high : 1;
  }
}

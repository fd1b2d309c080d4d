package org.bis5k.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImagePyramid;
import org.bis5k.data.image.StreamedImage;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.model.BcsNet;
import org.bis5k.model.LogitFunction;
import org.bis5k.model.engine.Segmenter;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.train.config.PredictionMode;
import org.bis5k.train.predict.TestTimeViews;
import org.bis5k.train.slide.ProbabilityScale;
import org.bis5k.train.slide.SlideOutput;
import org.bis5k.train.slide.SlideSegmentation;
import org.bis5k.train.slide.TileOptions;
import org.bis5k.train.slide.TiledInference;

/**
 * Segments one synthetic image with all outputs and prints a line of JSON: side, network, seconds
 * of wall clock and processor, and the peak of the resident memory that the kernel counted (Linux).
 * One process per size, since a peak never falls:
 *
 * <pre>{@code
 * java -Xmx512m -cp ... org.bis5k.bench.LargeImageBenchmark 2000 fake FOLDER
 * java -Xmx512m -cp ... org.bis5k.bench.LargeImageBenchmark 20000 fake FOLDER
 * }</pre>
 */
public final class LargeImageBenchmark {

  private static final int TISSUE = 512;
  private static final int WIDTH_DIVISOR = 8;

  private LargeImageBenchmark() {}

  /**
   * Segments an image; it is made in the folder if it is not there.
   *
   * @param arguments the image's side in pixels; {@code fake} (darkness, which costs next to
   *     nothing), {@code d8} (a fresh BCSNet of an eighth of the width) or a weight file; a folder
   * @throws IOException if the folder cannot be used
   */
  public static void main(String[] arguments) throws IOException {
    int side = Integer.parseInt(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    Path slide = folder.resolve("slide-" + side + ".tif");
    if (!Files.exists(slide)) {
      write(slide, side);
      System.out.println("Wrote " + slide + "; run again to measure");
      return;
    }
    if (arguments[1].equals("fake")) {
      System.out.println(measure(slide, side, "fake", LargeImageBenchmark::darkness));
      return;
    }
    try (BcsNet net =
            arguments[1].equals("d8")
                ? BcsNet.create(BcsNetOptions.ofWidth(WIDTH_DIVISOR))
                : BcsNet.load(Path.of(arguments[1]));
        Segmenter segmenter = Segmenter.of(net)) {
      System.out.println(measure(slide, side, arguments[1], segmenter::logits));
    }
  }

  /**
   * Segments a slide with every output.
   *
   * @param slide the image
   * @param side its side, for the line
   * @param name the network's name, for the line
   * @param network the network
   * @return a line of JSON
   * @throws IOException if the kernel's count cannot be read
   */
  static String measure(Path slide, int side, String name, LogitFunction network)
      throws IOException {
    TiledInference inference =
        TiledInference.of(
            network,
            TransformPipeline.evaluation(Size.square(352)).transforms(),
            new TileOptions(352, 0.5, TestTimeViews.NONE, 4));
    SlideOutput output =
        new SlideOutput(
            slide.resolveSibling("mask-" + side + ".tif"),
            PredictionMode.THRESHOLD,
            ProbabilityScale.STRETCHED,
            0.5,
            OptionalDouble.empty(),
            Optional.of(slide.resolveSibling("overlay-" + side + ".png")),
            Optional.of(slide.resolveSibling("tumour-" + side + ".geojson")),
            1);
    long start = System.nanoTime();
    SlideSegmentation.Report report;
    try (ImagePyramid image = ImagePyramid.open(slide)) {
      report = SlideSegmentation.of(inference).run(image, output, (done, all) -> {});
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT,
        "{\"side\":%d,\"network\":\"%s\",\"tiles\":%d,\"foreground\":%.3f,\"polygons\":%d,"
            + "\"seconds\":%.1f,\"cpu_seconds\":%.1f,\"peak_rss_mb\":%d}",
        side,
        name,
        report.tiles(),
        report.foreground(),
        report.polygons(),
        seconds,
        processorSeconds(),
        peakMegabytes());
  }

  /** Grey tissue, one generated tile repeated in four lays, streamed to disk. */
  static void write(Path slide, int side) {
    byte[] tissue = grey(SyntheticTissue.of(Size.square(TISSUE), 7));
    byte[] row = new byte[side];
    StreamedImage.write(
        slide,
        Size.square(side),
        OptionalDouble.of(0.5),
        rows -> {
          for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
              int down = y / TISSUE % 2 == 0 ? y % TISSUE : TISSUE - 1 - y % TISSUE;
              int across = x / TISSUE % 2 == 0 ? x % TISSUE : TISSUE - 1 - x % TISSUE;
              row[x] = tissue[down * TISSUE + across];
            }
            rows.row(row);
          }
        });
  }

  private static byte[] grey(SyntheticTissue tissue) {
    byte[] rgb = tissue.tile(0).image().samples();
    byte[] green = new byte[rgb.length / 3];
    for (int i = 0; i < green.length; i++) {
      green[i] = rgb[3 * i + 1]; // the channel that both stains darken most
    }
    return green;
  }

  /** A stand-in for a network: darker pixels have higher logits. */
  static float[] darkness(float[] images, int count, Size size) {
    int area = (int) size.pixels();
    float[] logits = new float[count * area];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = -images[i / area * 3 * area + i % area];
    }
    return logits;
  }

  private static double processorSeconds() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean process
        ? process.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  /** Peak resident memory (VmHWM) of this process; -1 if the system does not report it. */
  private static long peakMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return -1;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }
}

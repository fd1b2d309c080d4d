package org.bis5k.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.bis5k.cli.terminal.Range;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.cli.terminal.TileBar;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.image.ImagePyramid;
import org.bis5k.train.Predictor;
import org.bis5k.train.PredictorOptions;
import org.bis5k.train.config.PredictionMode;
import org.bis5k.train.predict.TestTimeViews;
import org.bis5k.train.run.TrainedWeights;
import org.bis5k.train.slide.ProbabilityScale;
import org.bis5k.train.slide.SlideOutput;
import org.bis5k.train.slide.SlideSegmentation;
import org.bis5k.train.slide.TileOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bis segment}. */
@Command(
    name = "segment",
    description = {
      "Segment an image of any size in overlapping tiles, at its own resolution or at --mpp.",
      "Reads PNG, JPEG, BMP, TIFF, BigTIFF and Aperio SVS region by region."
    },
    mixinStandardHelpOptions = true)
final class SegmentCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "IMAGE", description = "An image file.")
  private Path image;

  @Parameters(
      index = "1",
      paramLabel = "RESULT",
      description = "What to write: .tif (tiled) or .png, grey.")
  private Path result;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      required = true,
      description = "A .pth, .safetensors or .onnx file, or a run folder.")
  private Path weights;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "threshold",
      description = "threshold (0 and 255) or map (0 to 255; default: ${DEFAULT-VALUE}).")
  private PredictionMode mode;

  @Option(
      names = "--probability",
      paramLabel = "SCALE",
      defaultValue = "stretched",
      description = {
        "stretched to 0..1 over the image, as in the test protocol, or plain (default:"
            + " ${DEFAULT-VALUE})."
      })
  private ProbabilityScale scale;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      defaultValue = "0.5",
      description = "Foreground lies above it (default: ${DEFAULT-VALUE}).")
  @Range(from = 0, to = 1)
  private double threshold;

  @Option(
      names = "--tile",
      paramLabel = "SIDE",
      defaultValue = "352",
      description = "Height and width of a tile, a multiple of 16 (default: ${DEFAULT-VALUE}).")
  @Range(from = 32, multipleOf = 16)
  private int tile;

  @Option(
      names = "--overlap",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description =
          "The least share of a tile that the next one covers (default: ${DEFAULT-VALUE}).")
  @Range(from = 0, to = 0.9)
  private double overlap;

  @Option(
      names = "--tta",
      paramLabel = "VIEWS",
      defaultValue = "none",
      description = {
        "Views of each tile that are averaged: none, flips (4) or dihedral (8; default:"
            + " ${DEFAULT-VALUE})."
      })
  private TestTimeViews views;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "4",
      description = "Tiles in a pass through the network (default: ${DEFAULT-VALUE}).")
  @Range(from = 1)
  private int batch;

  @Option(
      names = "--mpp",
      paramLabel = "UM",
      description = {
        "Micrometres per pixel that the network shall see, where the file knows its own (default:"
            + " the file's pixels as they are)."
      })
  @Range(from = 0, to = 1000, exclusive = true)
  private Double micrometres;

  @Option(
      names = "--overlay",
      paramLabel = "FILE",
      description = "A small .png of the image with heat map and outline.")
  private Path overlay;

  @Option(names = "--geojson", paramLabel = "FILE", description = "Polygons that QuPath imports.")
  private Path geoJson;

  @Option(
      names = "--simplify",
      paramLabel = "PIXELS",
      defaultValue = "1",
      description = {
        "How far polygons may leave the borders of the result's pixels; 0 keeps every corner"
            + " (default: ${DEFAULT-VALUE})."
      })
  @Range(from = 0)
  private double simplification;

  @Mixin private EngineOptions engine;

  SegmentCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    TileOptions tiles;
    SlideOutput output;
    try {
      tiles = new TileOptions(tile, overlap, views, batch);
      output = output();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(e.getMessage(), e);
    }
    requireReadable();
    try (Predictor predictor = engine.open(weights, PredictorOptions.defaults(), terminal);
        TileBar bar = new TileBar(terminal)) {
      terminal.out().println(line(predictor.segment(image, output, tiles, bar)));
    }
    return 0;
  }

  /** An image that cannot be read is refused before the network is loaded. */
  private void requireReadable() {
    TrainedWeights.fileOf(weights);
    ImagePyramid.open(image).close();
  }

  private SlideOutput output() {
    return new SlideOutput(
        result,
        mode,
        scale,
        threshold,
        micrometres == null ? OptionalDouble.empty() : OptionalDouble.of(micrometres),
        Optional.ofNullable(overlay),
        Optional.ofNullable(geoJson),
        simplification);
  }

  private String line(SlideSegmentation.Report report) {
    String scaled =
        report.micrometresPerPixel().isPresent()
            ? String.format(Locale.ROOT, " of %.3g um", report.micrometresPerPixel().getAsDouble())
            : "";
    String polygons = geoJson == null ? "" : ", " + report.polygons() + " polygons";
    return String.format(
        Locale.ROOT,
        "%s: %s pixels%s, %d tiles, %.1f %% foreground%s",
        result,
        report.size(),
        scaled,
        report.tiles(),
        100 * report.foreground(),
        polygons);
  }
}

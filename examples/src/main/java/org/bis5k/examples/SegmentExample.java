package org.bis5k.examples;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bis5k.train.Predictor;
import org.bis5k.train.config.PredictionMode;
import org.bis5k.train.slide.ProbabilityScale;
import org.bis5k.train.slide.SlideOutput;
import org.bis5k.train.slide.SlideSegmentation;
import org.bis5k.train.slide.TileOptions;

/** Segments an image of any size. */
public final class SegmentExample {

  private SegmentExample() {}

  /**
   * Writes {@code mask.tif} with its record, {@code overlay.png} and {@code tumour.geojson}.
   *
   * @param arguments a weight file, an image, and the folder of the results
   */
  public static void main(String[] arguments) {
    System.out.println(
        run(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            Path.of(arguments[2]),
            TileOptions.released()));
  }

  /**
   * Segments an image at its own resolution.
   *
   * @param weights a BCSNet's weights, whose run tells how images are normalised
   * @param image the image: PNG, JPEG, BMP, TIFF or SVS
   * @param folder where to write; it must exist
   * @param tiles how the image is cut
   * @return what was made
   */
  public static SlideSegmentation.Report run(
      Path weights, Path image, Path folder, TileOptions tiles) {
    SlideOutput output =
        new SlideOutput(
            folder.resolve("mask.tif"),
            PredictionMode.THRESHOLD,
            ProbabilityScale.STRETCHED,
            0.5,
            OptionalDouble.empty(),
            Optional.of(folder.resolve("overlay.png")),
            Optional.of(folder.resolve("tumour.geojson")),
            1);
    try (Predictor predictor = Predictor.open(weights)) {
      return predictor.segment(image, output, tiles, (done, all) -> {});
    }
  }
}

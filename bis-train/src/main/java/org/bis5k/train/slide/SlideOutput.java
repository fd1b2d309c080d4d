package org.bis5k.train.slide;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.data.image.StreamedImage;
import org.bis5k.train.config.PredictionMode;

/**
 * What is made of a large image.
 *
 * @param result the map at the network's scale, .png, .tif or .tiff
 * @param mode {@link PredictionMode#THRESHOLD} or {@link PredictionMode#MAP}
 * @param scale what a probability means
 * @param threshold what lies above it is foreground, 0 to 1
 * @param micrometresPerPixel the scale that the network shall see; the image's own if empty
 * @param overlay a small picture for human eyes, .png
 * @param geoJson polygons for QuPath
 * @param simplification how far polygons may leave the borders of pixels, in pixels of the result
 */
public record SlideOutput(
    Path result,
    PredictionMode mode,
    ProbabilityScale scale,
    double threshold,
    OptionalDouble micrometresPerPixel,
    Optional<Path> overlay,
    Optional<Path> geoJson,
    double simplification) {

  /**
   * Checks the values.
   *
   * @param result the map at the network's scale, .png, .tif or .tiff
   * @param mode {@link PredictionMode#THRESHOLD} or {@link PredictionMode#MAP}
   * @param scale what a probability means
   * @param threshold what lies above it is foreground, 0 to 1
   * @param micrometresPerPixel the scale that the network shall see
   * @param overlay a small picture for human eyes, .png
   * @param geoJson polygons for QuPath
   * @param simplification how far polygons may leave the borders of pixels
   * @throws IllegalArgumentException if a value is out of range or the mode is another
   */
  public SlideOutput {
    if (mode == PredictionMode.RGBA) {
      throw new IllegalArgumentException("A large image's result is a threshold or a map");
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("A threshold lies in 0 to 1; found " + threshold);
    }
    if (!(micrometresPerPixel.orElse(1) > 0)) {
      throw new IllegalArgumentException(
          "Micrometres per pixel are positive; found " + micrometresPerPixel.getAsDouble());
    }
    if (!(simplification >= 0)) {
      throw new IllegalArgumentException("A simplification is at least 0; found " + simplification);
    }
  }

  /**
   * The mask that the test protocol would make, and nothing else.
   *
   * @param result .png, .tif or .tiff
   * @return stretched, thresholded at 0.5, at the image's own scale
   */
  public static SlideOutput of(Path result) {
    return new SlideOutput(
        result,
        PredictionMode.THRESHOLD,
        ProbabilityScale.STRETCHED,
        0.5,
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /**
   * The record of where the results come from.
   *
   * @return the result's name with {@code .provenance.json} behind it, in the same folder
   */
  public Path record() {
    return result.resolveSibling(result.getFileName() + "." + Provenance.FILE_NAME);
  }

  private List<Path> files() {
    return Stream.of(Optional.of(result), overlay, geoJson, Optional.of(record()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Deletes what killed processes left behind when they wrote the same files. */
  void discardAbandoned() {
    files().forEach(AtomicFile::discardAbandoned);
  }

  /** Refuses what could only fail after the network's hours of work. */
  void requireWritable(Path image) {
    StreamedImage.requireWritable(result);
    List<Path> files = files();
    for (Path file : files) {
      Path folder = file.toAbsolutePath().getParent();
      if (!Files.isDirectory(folder)) {
        throw InvalidInputException.in(folder, "this folder does not exist");
      }
      Path own = file.toAbsolutePath().normalize();
      if (own.equals(image.toAbsolutePath().normalize())) {
        throw InvalidInputException.in(file, "would replace the image; choose another name");
      }
      if (files.stream().filter(f -> f.toAbsolutePath().normalize().equals(own)).count() > 1) {
        throw InvalidInputException.in(file, "is named for two results; choose another name");
      }
    }
    overlay.ifPresent(
        file -> {
          if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw InvalidInputException.in(file, "an overlay is written as .png");
          }
        });
  }
}

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
 * The files to write for a large image.
 *
 * @param result the map at the scale of the network's input, .png, .tif or .tiff
 * @param mode {@link PredictionMode#THRESHOLD} or {@link PredictionMode#MAP}
 * @param scale the scale of probabilities
 * @param threshold foreground is above it, 0 to 1
 * @param micrometresPerPixel the scale of the network's input; the image's own if empty
 * @param overlay a reduced .png of the image with the prediction drawn over it
 * @param geoJson polygons for QuPath
 * @param simplification the largest distance of polygons from the borders of pixels, in pixels of
 *     the result, at least 0
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
   * Refuses values out of range and {@link PredictionMode#RGBA}.
   *
   * @param result the map
   * @param mode the content of the map
   * @param scale the scale of probabilities
   * @param threshold foreground is above it
   * @param micrometresPerPixel the scale of the network's input
   * @param overlay a reduced image with the prediction drawn over it
   * @param geoJson polygons for QuPath
   * @param simplification the largest distance of polygons from the borders of pixels
   * @throws IllegalArgumentException if a value is out of range or the mode is RGBA
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
   * The mask of the test protocol and no other file.
   *
   * @param result .png, .tif or .tiff
   * @return stretched, thresholded at 0.5, at the image's own scale; polygons would follow pixels
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
   * The same output with another result.
   *
   * @param value the map, .png, .tif or .tiff
   * @return the output
   */
  public SlideOutput withResult(Path value) {
    return new SlideOutput(
        value, mode, scale, threshold, micrometresPerPixel, overlay, geoJson, simplification);
  }

  /**
   * The same output with another mode.
   *
   * @param value {@link PredictionMode#THRESHOLD} or {@link PredictionMode#MAP}
   * @return the output
   */
  public SlideOutput withMode(PredictionMode value) {
    return new SlideOutput(
        result, value, scale, threshold, micrometresPerPixel, overlay, geoJson, simplification);
  }

  /**
   * The same output with another scale of probabilities.
   *
   * @param value the scale of probabilities
   * @return the output
   */
  public SlideOutput withScale(ProbabilityScale value) {
    return new SlideOutput(
        result, mode, value, threshold, micrometresPerPixel, overlay, geoJson, simplification);
  }

  /**
   * The same output with another threshold.
   *
   * @param value foreground is above it, 0 to 1
   * @return the output
   */
  public SlideOutput withThreshold(double value) {
    return new SlideOutput(
        result, mode, scale, value, micrometresPerPixel, overlay, geoJson, simplification);
  }

  /**
   * The same output with another input scale.
   *
   * @param value the scale of the network's input, positive
   * @return the output
   */
  public SlideOutput withMicrometresPerPixel(double value) {
    return new SlideOutput(
        result, mode, scale, threshold, OptionalDouble.of(value), overlay, geoJson, simplification);
  }

  /**
   * The same output with another overlay.
   *
   * @param value a .png file
   * @return the output
   */
  public SlideOutput withOverlay(Path value) {
    return new SlideOutput(
        result,
        mode,
        scale,
        threshold,
        micrometresPerPixel,
        Optional.of(value),
        geoJson,
        simplification);
  }

  /**
   * The same output with another file of polygons.
   *
   * @param value the file of polygons
   * @return the output
   */
  public SlideOutput withGeoJson(Path value) {
    return new SlideOutput(
        result,
        mode,
        scale,
        threshold,
        micrometresPerPixel,
        overlay,
        Optional.of(value),
        simplification);
  }

  /**
   * The same output with another simplification.
   *
   * @param value the largest distance of polygons from the borders of pixels, at least 0
   * @return the output
   */
  public SlideOutput withSimplification(double value) {
    return new SlideOutput(
        result, mode, scale, threshold, micrometresPerPixel, overlay, geoJson, value);
  }

  /**
   * The file that records the origin of the results.
   *
   * @return a file beside the result, with the result's name and {@code .provenance.json}
   */
  public Path record() {
    return result.resolveSibling(result.getFileName() + "." + Provenance.FILE_NAME);
  }

  private List<Path> files() {
    return Stream.of(Optional.of(result), overlay, geoJson, Optional.of(record()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Deletes temporary files of killed processes that wrote the same files. */
  void discardAbandoned() {
    files().forEach(AtomicFile::discardAbandoned);
  }

  /** Refuses files that could not be written, before the network's long work. */
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

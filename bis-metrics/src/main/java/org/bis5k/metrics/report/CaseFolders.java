package org.bis5k.metrics.report;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the pictures of a report's cases are.
 *
 * @param predictions the folder of predictions that was scored
 * @param truths the folder of ground truths
 * @param images the folder of the images themselves, under the same names; none if there are none
 */
public record CaseFolders(Path predictions, Path truths, Optional<Path> images) {

  /**
   * Checks the folders.
   *
   * @param predictions the folder of predictions
   * @param truths the folder of ground truths
   * @param images the folder of images
   * @throws NullPointerException if one is missing
   */
  public CaseFolders {
    Objects.requireNonNull(predictions, "predictions");
    Objects.requireNonNull(truths, "truths");
    Objects.requireNonNull(images, "images");
  }
}

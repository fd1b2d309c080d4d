package org.bis5k.train.predict;

import org.bis5k.data.dataset.BadFiles;

/**
 * How a folder of images is predicted.
 *
 * @param existing whether predictions that the output folder holds already are replaced or kept
 * @param badFiles whether an image that cannot be used ends the run ({@link BadFiles#FAIL}) or is
 *     left out and listed in {@value FailedImage#LIST} beside the predictions ({@link
 *     BadFiles#SKIP})
 */
public record FolderOptions(ExistingFiles existing, BadFiles badFiles) {

  private static final FolderOptions DEFAULTS =
      new FolderOptions(ExistingFiles.REPLACE, BadFiles.SKIP);

  /**
   * Replaces existing predictions, and goes on past images that cannot be used.
   *
   * @return {@link ExistingFiles#REPLACE} and {@link BadFiles#SKIP}
   */
  public static FolderOptions defaults() {
    return DEFAULTS;
  }

  /**
   * The same options with another treatment of existing predictions.
   *
   * @param value replaced, or kept to go on with an interrupted run
   * @return the options
   */
  public FolderOptions withExisting(ExistingFiles value) {
    return new FolderOptions(value, badFiles);
  }

  /**
   * The same options with another treatment of images that cannot be used.
   *
   * @param value whether they end the run or are left out
   * @return the options
   */
  public FolderOptions withBadFiles(BadFiles value) {
    return new FolderOptions(existing, value);
  }
}

package org.bis5k.data.audit;

import java.nio.file.Path;

/**
 * Two files of one picture.
 *
 * @param firstPart the part of the data set that holds the first
 * @param first the file of an image
 * @param secondPart the part that holds the second
 * @param second the file of another image
 * @param relation how the second comes from the first
 */
public record DuplicatePair(
    String firstPart, Path first, String secondPart, Path second, ImageRelation relation) {

  /**
   * Whether the pair lets one part know another's images: test images seen in training.
   *
   * @return true if the files belong to different parts
   */
  public boolean isLeak() {
    return !firstPart.equals(secondPart);
  }
}

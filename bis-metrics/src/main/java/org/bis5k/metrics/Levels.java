package org.bis5k.metrics;

import org.bis5k.data.GreyImage;

/**
 * The grey levels of a prediction as a profile reads them: integers from 0 to {@code scale}, the
 * prediction being level / scale, and for each level the first threshold that it reaches.
 */
final class Levels {

  /**
   * For each grey level the first threshold that level / 255 reaches; it reaches all later ones.
   */
  private static final int[] FIRST_THRESHOLD = new int[256];

  static {
    for (int level = 0; level < 256; level++) {
      int j = 0;
      while (level / 255.0 < ThresholdCurves.threshold(j)) {
        j++;
      }
      FIRST_THRESHOLD[level] = j;
    }
  }

  private final GreyImage image;
  private final int scale;
  private final int[] firstThreshold;

  private Levels(GreyImage image, int scale, int[] firstThreshold) {
    this.image = image;
    this.scale = scale;
    this.firstThreshold = firstThreshold;
  }

  static Levels of(GreyImage prediction, Conventions.Reading reading) {
    return reading.stretched()
        ? stretched(prediction)
        : new Levels(prediction, 255, FIRST_THRESHOLD);
  }

  /** Levels minus the least one; they fill 0 to 1 unless all are equal. */
  private static Levels stretched(GreyImage prediction) {
    byte[] samples = prediction.samples();
    int least = 255;
    int most = 0;
    for (byte sample : samples) {
      least = Math.min(least, sample & 0xff);
      most = Math.max(most, sample & 0xff);
    }
    boolean constant = least == most;
    int offset = constant ? 0 : least;
    int[] first = new int[256];
    for (int level = 0; level + offset < 256; level++) {
      double value = (level + offset) / 255.0;
      if (!constant) {
        value = (value - least / 255.0) / (most / 255.0 - least / 255.0);
      }
      // Truncated as in the reference; levels above the greatest do not occur.
      first[level] = Math.max(0, 255 - (int) (value * 255));
    }
    if (offset == 0) {
      return new Levels(prediction, constant ? 255 : most, first);
    }
    byte[] shifted = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      shifted[i] = (byte) (samples[i] - offset);
    }
    return new Levels(GreyImage.of(prediction.size(), shifted), most - least, first);
  }

  GreyImage image() {
    return image;
  }

  int scale() {
    return scale;
  }

  int firstThreshold(int level) {
    return firstThreshold[level];
  }
}

package org.bis5k.metrics;

import java.util.Arrays;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;

/**
 * The statistics of an image from which threshold curves, structure measure and mean absolute error
 * follow: grey-level histograms per class in the four blocks around the centroid of the ground
 * truth. Integers only; filled in two passes over the pixels.
 */
final class PixelStatistics {

  static final int BLOCKS = 4;

  private final int[][] background = new int[BLOCKS][256];
  private final int[][] foreground = new int[BLOCKS][256];
  private long pixels;
  private long foregroundPixels;
  private long rowSum;
  private long columnSum;

  /** Counts an image; sizes are equal; {@code shift} is added to the centroid's coordinates. */
  void count(GreyImage prediction, Mask truth, int shift) {
    for (int block = 0; block < BLOCKS; block++) {
      Arrays.fill(background[block], 0);
      Arrays.fill(foreground[block], 0);
    }
    int height = truth.size().height();
    int width = truth.size().width();
    pixels = truth.size().pixels();
    long[] centre = centroid(truth, height, width, shift);
    byte[] samples = prediction.samples();
    for (int row = 0; row < height; row++) {
      int block = row < centre[0] ? 0 : 2;
      int start = row * width;
      int split = start + (int) centre[1];
      for (int half = 0; half < 2; half++) {
        int from = half == 0 ? start : split;
        int to = half == 0 ? split : start + width;
        countRun(samples, truth, from, to, block + half);
      }
    }
  }

  private void countRun(byte[] samples, Mask truth, int from, int to, int block) {
    int[] one = foreground[block];
    int[] zero = background[block];
    for (int i = from; i < to; i++) {
      (truth.at(i) ? one : zero)[samples[i] & 0xff]++;
    }
  }

  /** Row and column where the blocks meet: the mean index of the foreground, half to even. */
  private long[] centroid(Mask truth, int height, int width, int shift) {
    foregroundPixels = 0;
    rowSum = 0;
    columnSum = 0;
    for (int row = 0; row < height; row++) {
      addForeground(truth, row, width);
    }
    if (foregroundPixels == 0) {
      return new long[] {0, 0};
    }
    return new long[] {
      (long) Math.rint((double) rowSum / foregroundPixels) + shift,
      (long) Math.rint((double) columnSum / foregroundPixels) + shift
    };
  }

  private void addForeground(Mask truth, int row, int width) {
    int start = row * width;
    int inRow = 0;
    long columns = 0;
    for (int column = 0; column < width; column++) {
      if (truth.at(start + column)) {
        inRow++;
        columns += column;
      }
    }
    foregroundPixels += inRow;
    rowSum += (long) row * inRow;
    columnSum += columns;
  }

  long pixels() {
    return pixels;
  }

  long foregroundPixels() {
    return foregroundPixels;
  }

  /** Pixels of background and grey level {@code level} in one of the four blocks. */
  long background(int block, int level) {
    return background[block][level];
  }

  /** Pixels of foreground and grey level {@code level} in one of the four blocks. */
  long foreground(int block, int level) {
    return foreground[block][level];
  }

  /** Background pixels of a grey level in the whole image. */
  long background(int level) {
    long sum = 0;
    for (int[] block : background) {
      sum += block[level];
    }
    return sum;
  }

  /** Foreground pixels of a grey level in the whole image. */
  long foreground(int level) {
    long sum = 0;
    for (int[] block : foreground) {
      sum += block[level];
    }
    return sum;
  }

  /** Mean of |g - p| with p = level / scale. */
  double meanAbsoluteError(int scale) {
    long sum = 0;
    for (int level = 0; level < 256; level++) {
      sum += background(level) * level + foreground(level) * (scale - level);
    }
    return sum / ((double) scale * pixels);
  }
}

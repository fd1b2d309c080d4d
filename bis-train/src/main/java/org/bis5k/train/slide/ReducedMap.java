package org.bis5k.train.slide;

import java.util.Arrays;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;
import org.bis5k.train.predict.PredictionKernels;

/**
 * A small copy of a map, made row by row: each of its pixels is the mean of a square block, so that
 * its longer side has no more than a given number of pixels. Blocks at the right and lower border
 * may be cut.
 */
final class ReducedMap {

  private final Size size;
  private final int block;
  private final Size reduced;
  private final float threshold;
  private final double[] sums;
  private final byte[] levels;
  private final byte[] foreground;
  private int rows;

  ReducedMap(Size size, int longest, float threshold) {
    this.size = size;
    this.block = 1 + (Math.max(size.height(), size.width()) - 1) / longest;
    this.reduced = new Size(1 + (size.height() - 1) / block, 1 + (size.width() - 1) / block);
    this.threshold = threshold;
    this.sums = new double[reduced.width()];
    this.levels = new byte[(int) reduced.pixels()];
    this.foreground = new byte[levels.length];
  }

  /** Pixels of the map in a pixel of the copy, along one side. */
  int block() {
    return block;
  }

  void add(float[] row) {
    for (int x = 0; x < row.length; x++) {
      sums[x / block] += row[x];
    }
    rows++;
    if (rows % block == 0 || rows == size.height()) {
      finishBlocks();
    }
  }

  private void finishBlocks() {
    int y = (rows - 1) / block;
    float[] means = new float[reduced.width()];
    for (int x = 0; x < means.length; x++) {
      int across = Math.min(block, size.width() - x * block);
      means[x] = (float) (sums[x] / ((double) across * (rows - y * block)));
    }
    int to = y * reduced.width();
    System.arraycopy(PredictionKernels.levels(means), 0, levels, to, means.length);
    byte[] above = PredictionKernels.threshold(means, threshold);
    System.arraycopy(above, 0, foreground, to, means.length);
    Arrays.fill(sums, 0);
  }

  /** floor(255 p) of the means. */
  GreyImage levels() {
    return GreyImage.of(reduced, levels);
  }

  /** Where the mean lies above the threshold. */
  Mask mask() {
    return Mask.of(GreyImage.of(reduced, foreground));
  }
}

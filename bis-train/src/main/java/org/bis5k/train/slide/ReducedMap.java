package org.bis5k.train.slide;

import java.util.Arrays;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;
import org.bis5k.train.predict.PredictionKernels;

/**
 * A reduced copy of a map, computed row by row: each pixel is the mean of a square block, so that
 * the longer side has at most a given number of pixels. Blocks at the right and lower border may be
 * smaller.
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

  /** The side of a block in pixels of the map. */
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

  /** The means in 256 levels, floor(255 p). */
  GreyImage levels() {
    return GreyImage.of(reduced, levels);
  }

  /** The foreground: blocks whose mean is above the threshold. */
  Mask mask() {
    return Mask.of(GreyImage.of(reduced, foreground));
  }
}

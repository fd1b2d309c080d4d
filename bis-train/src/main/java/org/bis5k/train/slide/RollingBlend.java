package org.bis5k.train.slide;

import java.io.IOException;
import java.util.Arrays;
import org.bis5k.data.Size;

/**
 * The weighted mean of overlapping tiles. Only the rows of one tile are in memory; rows that no
 * later tile overlaps are passed on.
 */
final class RollingBlend {

  private final Size image;
  private final int side;
  private final float[] importance;
  private final float[][] sums; // row y of the image is number y modulo side
  private final float[][] weights;
  private final TiledInference.Rows finished;
  private int top;

  RollingBlend(Size image, int side, TiledInference.Rows finished) {
    this.image = image;
    this.side = side;
    this.importance = ImportanceMap.of(side);
    this.sums = new float[Math.min(side, image.height())][image.width()];
    this.weights = new float[sums.length][image.width()];
    this.finished = finished;
  }

  /** Adds a tile with its corner at a row and column; pixels outside the image are dropped. */
  void add(int row, int column, float[] values, int offset) {
    int left = Math.max(0, column);
    int right = Math.min(image.width(), column + side);
    for (int y = Math.max(0, row); y < Math.min(image.height(), row + side); y++) {
      float[] sum = sums[y % sums.length];
      float[] weight = weights[y % sums.length];
      int from = (y - row) * side - column;
      for (int x = left; x < right; x++) {
        float share = importance[from + x];
        sum[x] += share * values[offset + from + x];
        weight[x] += share;
      }
    }
  }

  /** Passes on the rows above {@code row}; all later tiles begin there or below. */
  void finishAbove(int row) throws IOException {
    for (; top < Math.min(row, image.height()); top++) {
      float[] sum = sums[top % sums.length];
      float[] weight = weights[top % sums.length];
      for (int x = 0; x < sum.length; x++) {
        sum[x] /= weight[x];
      }
      finished.row(sum);
      Arrays.fill(sum, 0);
      Arrays.fill(weight, 0);
    }
  }
}

package org.bis5k.train.slide;

import java.io.IOException;
import java.util.Arrays;
import org.bis5k.data.Size;

/**
 * The weighted mean of overlapping tiles. Only as many rows as a tile has are in memory; rows that
 * no later tile reaches are handed on.
 */
final class RollingBlend {

  private final Size image;
  private final int side;
  private final float[] importance;
  private final float[][] sums; // row y of the image is number y modulo side
  private final float[][] weights;
  private final FloatRows finished;
  private int top;

  RollingBlend(Size image, int side, FloatRows finished) {
    this.image = image;
    this.side = side;
    this.importance = ImportanceMap.of(side);
    this.sums = new float[Math.min(side, image.height())][image.width()];
    this.weights = new float[sums.length][image.width()];
    this.finished = finished;
  }

  /** Adds a tile whose corner lies at a row and column; what sticks out of the image is dropped. */
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

  /** Hands on the rows above one that all later tiles lie below or begin at. */
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

package org.bis5k.train.loss;

import java.util.stream.IntStream;
import org.bis5k.data.Size;

/**
 * Pixel weights that are larger near borders: w = 1 + 5 |mean of the 31x31 box around the pixel -
 * y|. Pixels outside the image count as 0 and the box is always divided by 961.
 */
final class BorderWeights {

  private static final int RADIUS = 15;
  private static final int AREA = (2 * RADIUS + 1) * (2 * RADIUS + 1);
  private static final int GAIN = 5;

  private BorderWeights() {}

  /**
   * The weights of a batch.
   *
   * @param masks N1HW in [0, 1]
   * @param images N
   * @param size H and W
   * @return N1HW, at least 1
   */
  static float[] of(float[] masks, int images, Size size) {
    float[] weights = new float[masks.length];
    IntStream.range(0, images)
        .parallel()
        .forEach(n -> fill(masks, weights, n * (masks.length / images), size));
    return weights;
  }

  private static void fill(float[] masks, float[] weights, int start, Size size) {
    int height = size.height();
    int width = size.width();
    double[] area = summedArea(masks, start, height, width);
    int stride = width + 1;
    for (int y = 0; y < height; y++) {
      int top = Math.max(y - RADIUS, 0) * stride;
      int bottom = Math.min(y + RADIUS + 1, height) * stride;
      int row = start + y * width;
      for (int x = 0; x < width; x++) {
        int left = Math.max(x - RADIUS, 0);
        int right = Math.min(x + RADIUS + 1, width);
        double box =
            area[bottom + right] - area[bottom + left] - area[top + right] + area[top + left];
        weights[row + x] = (float) (1 + GAIN * Math.abs(box / AREA - masks[row + x]));
      }
    }
  }

  /** Element (y, x) holds the sum of the y rows above and x columns to the left. */
  private static double[] summedArea(float[] masks, int start, int height, int width) {
    int stride = width + 1;
    double[] area = new double[(height + 1) * stride];
    for (int y = 0; y < height; y++) {
      double row = 0;
      for (int x = 0; x < width; x++) {
        row += masks[start + y * width + x];
        area[(y + 1) * stride + x + 1] = area[y * stride + x + 1] + row;
      }
    }
    return area;
  }
}

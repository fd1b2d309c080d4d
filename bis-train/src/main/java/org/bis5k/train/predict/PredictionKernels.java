package org.bis5k.train.predict;

import org.bis5k.data.Size;

/** The arithmetic of the test protocol, in float32 as in the released test code. */
public final class PredictionKernels {

  private static final float EPSILON = 1e-8f;
  private static final float THRESHOLD = 0.5f;

  private PredictionKernels() {}

  /**
   * Resizes one map bilinearly with aligned corners, as PyTorch's {@code
   * interpolate(align_corners=True)}: output (y, x) is at input (y (H-1)/(H'-1), x (W-1)/(W'-1));
   * an output side of one pixel takes the first input pixel.
   *
   * @param source an array that contains the map, H x W
   * @param offset the index of its first element
   * @param from H and W
   * @param to H' and W'
   * @return the resized map
   */
  static float[] resize(float[] source, int offset, Size from, Size to) {
    int width = to.width();
    float[] result = new float[Math.toIntExact(to.pixels())];
    int[] left = new int[width];
    float[] rightShare = new float[width];
    float scaleX = scale(from.width(), width);
    for (int x = 0; x < width; x++) {
      float at = scaleX * x;
      left[x] = Math.min((int) at, from.width() - 1);
      rightShare[x] = at - left[x];
    }
    float scaleY = scale(from.height(), to.height());
    for (int y = 0; y < to.height(); y++) {
      float at = scaleY * y;
      int row = Math.min((int) at, from.height() - 1);
      float lowerShare = at - row;
      int top = offset + row * from.width();
      int bottom = row < from.height() - 1 ? top + from.width() : top;
      for (int x = 0; x < width; x++) {
        int first = left[x];
        int second = first < from.width() - 1 ? first + 1 : first;
        float share = rightShare[x];
        float above = (1 - share) * source[top + first] + share * source[top + second];
        float below = (1 - share) * source[bottom + first] + share * source[bottom + second];
        result[y * width + x] = (1 - lowerShare) * above + lowerShare * below;
      }
    }
    return result;
  }

  private static float scale(int from, int to) {
    return to > 1 ? (float) (from - 1) / (to - 1) : 0;
  }

  /**
   * Replaces every element by its sigmoid.
   *
   * @param values logits; probabilities afterwards
   */
  public static void sigmoid(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (1 / (1 + Math.exp(-(double) values[i])));
    }
  }

  /**
   * Stretches a map to [0, 1] in place: (p - min) / (max - min + 1e-8). A constant map becomes 0.
   *
   * @param values the map
   */
  public static void stretch(float[] values) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    stretch(values, low, high);
  }

  /**
   * Stretches a part of a map whose extremes are known, in place.
   *
   * @param values the part
   * @param low the smallest value of the whole map
   * @param high the largest value of the whole map
   */
  public static void stretch(float[] values, float low, float high) {
    float range = high - low + EPSILON;
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - low) / range;
    }
  }

  /**
   * Thresholds a map at one half.
   *
   * @param values the map
   * @return 255 where the value is above 0.5, else 0
   */
  public static byte[] threshold(float[] values) {
    return threshold(values, THRESHOLD);
  }

  /**
   * Thresholds a map.
   *
   * @param values the map
   * @param threshold the largest value that is background
   * @return 255 where the value is above the threshold, else 0
   */
  public static byte[] threshold(float[] values, float threshold) {
    byte[] samples = new byte[values.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (values[i] > threshold ? 255 : 0);
    }
    return samples;
  }

  /**
   * Quantizes probabilities to 256 levels.
   *
   * @param values values in [0, 1]
   * @return floor(255 p)
   */
  public static byte[] levels(float[] values) {
    byte[] samples = new byte[values.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (int) (255 * values[i]);
    }
    return samples;
  }
}

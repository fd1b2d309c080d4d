package org.bis5k.testing;

/** The reference weights that are given by formula instead of a file. */
public final class FormulaWeights {

  private FormulaWeights() {}

  /** The values of the tensor {@code key} of that shape, from the stream {@code stream}. */
  public static float[] values(String stream, String key, long[] shape) {
    int length = 1;
    for (long side : shape) {
      length = Math.multiplyExact(length, (int) side);
    }
    FormulaStream source = FormulaStream.named(stream);
    float[] values = new float[length];
    double scale = shape.length > 1 ? Math.sqrt(3.0 / (length / (double) shape[0])) : 0;
    for (int i = 0; i < length; i++) {
      // The stream is rounded to float before the arithmetic, which is done in double.
      double u = (float) source.at(i);
      values[i] = (float) value(key, shape, scale, u);
    }
    return values;
  }

  private static double value(String key, long[] shape, double scale, double u) {
    if (shape.length > 1) {
      return u * scale;
    }
    if (key.endsWith("gamma")) {
      return 0.5 + 0.25 * u;
    }
    if (key.endsWith("running_var")) {
      return 1 + 0.5 * u;
    }
    if (key.endsWith("running_mean") || key.endsWith("bias")) {
      return 0.1 * u;
    }
    return 1 + 0.1 * u;
  }
}

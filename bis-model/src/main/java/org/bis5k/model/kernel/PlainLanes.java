package org.bis5k.model.kernel;

import java.util.Arrays;

/** The innermost loops without the vector API. */
final class PlainLanes implements Lanes {

  @Override
  public boolean vectors() {
    return false;
  }

  @Override
  public void multiply(Rows a, Rows b, float[] c, int at, int step, int columns, boolean add) {
    for (int m = 0; m < a.count(); m++) {
      int to = at + m * step;
      if (!add) {
        Arrays.fill(c, to, to + columns, 0);
      }
      for (int k = 0; k < b.count(); k++) {
        float factor = a.values()[a.starts()[m] + k];
        addRow(factor, b.values(), b.starts()[k], c, to, columns);
      }
    }
  }

  private static void addRow(float factor, float[] b, int from, float[] c, int to, int columns) {
    for (int n = 0; n < columns; n++) {
      c[to + n] += factor * b[from + n];
    }
  }

  @Override
  public void softmax(float[] row, int from, int length) {
    float top = Float.NEGATIVE_INFINITY;
    for (int i = from; i < from + length; i++) {
      top = Math.max(top, row[i]);
    }
    double total = 0;
    for (int i = from; i < from + length; i++) {
      row[i] = (float) Math.exp(row[i] - top);
      total += row[i];
    }
    float share = (float) (1 / total);
    for (int i = from; i < from + length; i++) {
      row[i] *= share;
    }
  }

  @Override
  public void softmaxBackward(float[] p, float[] g, int from, int length) {
    double total = 0;
    for (int i = from; i < from + length; i++) {
      total += (double) p[i] * g[i];
    }
    float shift = (float) total;
    for (int i = from; i < from + length; i++) {
      g[i] = p[i] * (g[i] - shift);
    }
  }

  @Override
  public void affine(
      float[] x, int from, int length, float centre, float scale, float shift, boolean relu) {
    for (int i = from; i < from + length; i++) {
      x[i] = (x[i] - centre) * scale + shift;
    }
    if (relu) {
      for (int i = from; i < from + length; i++) {
        x[i] = Math.max(x[i], 0f);
      }
    }
  }

  @Override
  public void zeroWhereZero(float[] gradient, float[] output, int length) {
    for (int i = 0; i < length; i++) {
      gradient[i] = output[i] > 0 ? gradient[i] : 0;
    }
  }

  @Override
  public void normalizeGradient(
      float[] g, float[] x, int length, float scale, float mean, float product) {
    for (int i = 0; i < length; i++) {
      g[i] = scale * (g[i] - mean - x[i] * product);
    }
  }
}

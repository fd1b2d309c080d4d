package org.bis5k.model.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The innermost loops with the JDK's vector API. */
final class VectorLanes implements Lanes {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  /**
   * Whether products use four vectors at a time; their sixteen sums exceed the registers of AVX2.
   */
  private static final boolean WIDE = L != 8;

  private static final float ROUNDER = 12582912f;

  /** The number of rows of b that stay in the cache while all rows of a pass over them. */
  private static final int DEPTH = 512;

  @Override
  public boolean vectors() {
    return true;
  }

  @Override
  public void multiply(Rows a, Rows b, float[] c, int at, int step, int columns, boolean add) {
    for (int from = 0; from < b.count(); from += DEPTH) {
      int to = Math.min(from + DEPTH, b.count());
      Product product = new Product(a, b, from, to, c, step, add || from > 0);
      for (int n = 0; n < columns; ) {
        int vectors = columns - n <= L ? 1 : columns - n <= 2 * L || !WIDE ? 2 : 4;
        product.columns(vectors, n, at + n);
        n += vectors * L;
      }
    }
  }

  /** The rows {@code from} .. {@code to} - 1 of b in a product: a few columns at a time. */
  private static final class Product {

    private final float[] a;
    private final int[] aStarts;
    private final int last;
    private final float[] b;
    private final int[] starts;
    private final int from;
    private final int to;
    private final float[] c;
    private final int step;
    private final boolean add;

    Product(Rows a, Rows b, int from, int to, float[] c, int step, boolean add) {
      this.a = a.values();
      this.aStarts = a.starts();
      this.last = a.count() - 1;
      this.b = b.values();
      this.starts = b.starts();
      this.from = from;
      this.to = to;
      this.c = c;
      this.step = step;
      this.add = add;
    }

    /** Columns from {@code n} on of all rows, to c from {@code base} on. */
    void columns(int vectors, int n, int base) {
      for (int m = 0; m <= last; m += GROUP) {
        int at = base + m * step;
        switch (vectors) {
          case 1 -> narrow(m, n, at);
          case 2 -> middle(m, n, at);
          default -> wide(m, n, at);
        }
      }
    }

    /** The start of a row of a; past the last one, of the last. */
    private int row(int m) {
      return aStarts[Math.min(m, last)];
    }

    private FloatVector start(int at) {
      return add ? FloatVector.fromArray(SPECIES, c, at) : FloatVector.zero(SPECIES);
    }

    /** Four rows of one vector. */
    private void narrow(int m, int n, int at) {
      float[] a = this.a;
      float[] b = this.b;
      float[] c = this.c;
      int[] starts = this.starts;
      int a0 = row(m);
      int a1 = row(m + 1);
      int a2 = row(m + 2);
      int a3 = row(m + 3);
      FloatVector c0 = start(at);
      FloatVector c1 = start(at + step);
      FloatVector c2 = start(at + 2 * step);
      FloatVector c3 = start(at + 3 * step);
      for (int k = from, end = to; k < end; k++) {
        FloatVector x = FloatVector.fromArray(SPECIES, b, starts[k] + n);
        c0 = x.fma(FloatVector.broadcast(SPECIES, a[a0 + k]), c0);
        c1 = x.fma(FloatVector.broadcast(SPECIES, a[a1 + k]), c1);
        c2 = x.fma(FloatVector.broadcast(SPECIES, a[a2 + k]), c2);
        c3 = x.fma(FloatVector.broadcast(SPECIES, a[a3 + k]), c3);
      }
      c0.intoArray(c, at);
      c1.intoArray(c, at + step);
      c2.intoArray(c, at + 2 * step);
      c3.intoArray(c, at + 3 * step);
    }

    /** Four rows of two vectors. */
    private void middle(int m, int n, int at) {
      float[] a = this.a;
      float[] b = this.b;
      float[] c = this.c;
      int[] starts = this.starts;
      int a0 = row(m);
      int a1 = row(m + 1);
      int a2 = row(m + 2);
      int a3 = row(m + 3);
      int at1 = at + step;
      int at2 = at1 + step;
      int at3 = at2 + step;
      FloatVector c00 = start(at);
      FloatVector c01 = start(at + L);
      FloatVector c10 = start(at1);
      FloatVector c11 = start(at1 + L);
      FloatVector c20 = start(at2);
      FloatVector c21 = start(at2 + L);
      FloatVector c30 = start(at3);
      FloatVector c31 = start(at3 + L);
      for (int k = from, end = to; k < end; k++) {
        int row = starts[k] + n;
        FloatVector x0 = FloatVector.fromArray(SPECIES, b, row);
        FloatVector x1 = FloatVector.fromArray(SPECIES, b, row + L);
        FloatVector w = FloatVector.broadcast(SPECIES, a[a0 + k]);
        c00 = x0.fma(w, c00);
        c01 = x1.fma(w, c01);
        w = FloatVector.broadcast(SPECIES, a[a1 + k]);
        c10 = x0.fma(w, c10);
        c11 = x1.fma(w, c11);
        w = FloatVector.broadcast(SPECIES, a[a2 + k]);
        c20 = x0.fma(w, c20);
        c21 = x1.fma(w, c21);
        w = FloatVector.broadcast(SPECIES, a[a3 + k]);
        c30 = x0.fma(w, c30);
        c31 = x1.fma(w, c31);
      }
      c00.intoArray(c, at);
      c01.intoArray(c, at + L);
      c10.intoArray(c, at1);
      c11.intoArray(c, at1 + L);
      c20.intoArray(c, at2);
      c21.intoArray(c, at2 + L);
      c30.intoArray(c, at3);
      c31.intoArray(c, at3 + L);
    }

    /** Four rows of four vectors. */
    private void wide(int m, int n, int at) {
      float[] a = this.a;
      float[] b = this.b;
      float[] c = this.c;
      int[] starts = this.starts;
      int a0 = row(m);
      int a1 = row(m + 1);
      int a2 = row(m + 2);
      int a3 = row(m + 3);
      int at1 = at + step;
      int at2 = at1 + step;
      int at3 = at2 + step;
      FloatVector c00 = start(at);
      FloatVector c01 = start(at + L);
      FloatVector c02 = start(at + 2 * L);
      FloatVector c03 = start(at + 3 * L);
      FloatVector c10 = start(at1);
      FloatVector c11 = start(at1 + L);
      FloatVector c12 = start(at1 + 2 * L);
      FloatVector c13 = start(at1 + 3 * L);
      FloatVector c20 = start(at2);
      FloatVector c21 = start(at2 + L);
      FloatVector c22 = start(at2 + 2 * L);
      FloatVector c23 = start(at2 + 3 * L);
      FloatVector c30 = start(at3);
      FloatVector c31 = start(at3 + L);
      FloatVector c32 = start(at3 + 2 * L);
      FloatVector c33 = start(at3 + 3 * L);
      for (int k = from, end = to; k < end; k++) {
        int row = starts[k] + n;
        FloatVector x0 = FloatVector.fromArray(SPECIES, b, row);
        FloatVector x1 = FloatVector.fromArray(SPECIES, b, row + L);
        FloatVector x2 = FloatVector.fromArray(SPECIES, b, row + 2 * L);
        FloatVector x3 = FloatVector.fromArray(SPECIES, b, row + 3 * L);
        FloatVector w = FloatVector.broadcast(SPECIES, a[a0 + k]);
        c00 = x0.fma(w, c00);
        c01 = x1.fma(w, c01);
        c02 = x2.fma(w, c02);
        c03 = x3.fma(w, c03);
        w = FloatVector.broadcast(SPECIES, a[a1 + k]);
        c10 = x0.fma(w, c10);
        c11 = x1.fma(w, c11);
        c12 = x2.fma(w, c12);
        c13 = x3.fma(w, c13);
        w = FloatVector.broadcast(SPECIES, a[a2 + k]);
        c20 = x0.fma(w, c20);
        c21 = x1.fma(w, c21);
        c22 = x2.fma(w, c22);
        c23 = x3.fma(w, c23);
        w = FloatVector.broadcast(SPECIES, a[a3 + k]);
        c30 = x0.fma(w, c30);
        c31 = x1.fma(w, c31);
        c32 = x2.fma(w, c32);
        c33 = x3.fma(w, c33);
      }
      c00.intoArray(c, at);
      c01.intoArray(c, at + L);
      c02.intoArray(c, at + 2 * L);
      c03.intoArray(c, at + 3 * L);
      c10.intoArray(c, at1);
      c11.intoArray(c, at1 + L);
      c12.intoArray(c, at1 + 2 * L);
      c13.intoArray(c, at1 + 3 * L);
      c20.intoArray(c, at2);
      c21.intoArray(c, at2 + L);
      c22.intoArray(c, at2 + 2 * L);
      c23.intoArray(c, at2 + 3 * L);
      c30.intoArray(c, at3);
      c31.intoArray(c, at3 + L);
      c32.intoArray(c, at3 + 2 * L);
      c33.intoArray(c, at3 + 3 * L);
    }
  }

  @Override
  public void softmax(float[] row, int from, int length) {
    int whole = from + SPECIES.loopBound(length);
    int end = from + length;
    FloatVector tops = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int i = from; i < whole; i += L) {
      tops = tops.max(FloatVector.fromArray(SPECIES, row, i));
    }
    float top = tops.reduceLanes(VectorOperators.MAX);
    for (int i = whole; i < end; i++) {
      top = Math.max(top, row[i]);
    }
    FloatVector totals = FloatVector.zero(SPECIES);
    for (int i = from; i < whole; i += L) {
      FloatVector power = exp(FloatVector.fromArray(SPECIES, row, i).sub(top));
      power.intoArray(row, i);
      totals = totals.add(power);
    }
    double total = sum(totals);
    for (int i = whole; i < end; i++) {
      row[i] = (float) Math.exp(row[i] - top);
      total += row[i];
    }
    float share = (float) (1 / total);
    for (int i = from; i < end; i++) {
      row[i] *= share;
    }
  }

  /** The sum of the lanes in a fixed order, which the vector API's own reduction has not. */
  private static double sum(FloatVector lanes) {
    double total = 0;
    for (int i = 0; i < L; i++) {
      total += lanes.lane(i);
    }
    return total;
  }

  /**
   * exp of numbers that are not positive, to two units in the last place; 0 below -87. 2^n e^r with
   * |r| at most ln(2) / 2, the polynomial of the Cephes library's expf.
   */
  private static FloatVector exp(FloatVector x) {
    VectorMask<Float> tiny = x.lt(-87f);
    FloatVector bounded = x.max(-87f);
    // Adding 1.5 x 2^23 rounds to a whole number, which then stands in the lowest bits.
    FloatVector shifted =
        bounded.fma(
            FloatVector.broadcast(SPECIES, 1.44269504f), FloatVector.broadcast(SPECIES, ROUNDER));
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -0.693359375f), bounded);
    r = n.fma(FloatVector.broadcast(SPECIES, 2.12194440e-4f), r);
    FloatVector p = FloatVector.broadcast(SPECIES, 1.9875691500e-4f);
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1.3981999507e-3f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 8.3334519073e-3f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 4.1665795894e-2f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1.6666665459e-1f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 5.0000001201e-1f));
    p = p.fma(r.mul(r), r).add(1f);
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    FloatVector result = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    return result.blend(0f, tiny);
  }

  @Override
  public void softmaxBackward(float[] p, float[] g, int from, int length) {
    int whole = from + SPECIES.loopBound(length);
    int end = from + length;
    FloatVector totals = FloatVector.zero(SPECIES);
    for (int i = from; i < whole; i += L) {
      totals =
          FloatVector.fromArray(SPECIES, p, i).fma(FloatVector.fromArray(SPECIES, g, i), totals);
    }
    double total = sum(totals);
    for (int i = whole; i < end; i++) {
      total += (double) p[i] * g[i];
    }
    float shift = (float) total;
    for (int i = from; i < end; i++) {
      g[i] = p[i] * (g[i] - shift);
    }
  }

  @Override
  public void affine(
      float[] x, int from, int length, float centre, float scale, float shift, boolean relu) {
    float floor = relu ? 0 : Float.NEGATIVE_INFINITY;
    int whole = from + SPECIES.loopBound(length);
    for (int i = from; i < whole; i += L) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      v.sub(centre).mul(scale).add(shift).max(floor).intoArray(x, i);
    }
    for (int i = whole; i < from + length; i++) {
      x[i] = Math.max((x[i] - centre) * scale + shift, floor);
    }
  }

  @Override
  public void zeroWhereZero(float[] gradient, float[] output, int length) {
    int i = 0;
    for (; i < SPECIES.loopBound(length); i += L) {
      VectorMask<Float> positive =
          FloatVector.fromArray(SPECIES, output, i).compare(VectorOperators.GT, 0f);
      FloatVector.zero(SPECIES)
          .blend(FloatVector.fromArray(SPECIES, gradient, i), positive)
          .intoArray(gradient, i);
    }
    for (; i < length; i++) {
      gradient[i] = output[i] > 0 ? gradient[i] : 0;
    }
  }

  @Override
  public void normalizeGradient(
      float[] g, float[] x, int length, float scale, float mean, float product) {
    int i = 0;
    for (; i < SPECIES.loopBound(length); i += L) {
      FloatVector.fromArray(SPECIES, g, i)
          .sub(mean)
          .sub(FloatVector.fromArray(SPECIES, x, i).mul(product))
          .mul(scale)
          .intoArray(g, i);
    }
    for (; i < length; i++) {
      g[i] = scale * (g[i] - mean - x[i] * product);
    }
  }
}

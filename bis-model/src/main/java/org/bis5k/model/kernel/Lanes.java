package org.bis5k.model.kernel;

/**
 * The innermost loops on Java arrays. One implementation uses the JDK's vector API, an incubating
 * module that may be absent, the other plain loops.
 */
interface Lanes {

  /** The number of rows of a product that are computed together. */
  int GROUP = 4;

  /** The number of elements past the end of a row that may be read, or written in a result. */
  int SLACK = 64;

  /** The implementation for this virtual machine. */
  static Lanes current() {
    return Backend.lanes();
  }

  /** The number of rows rounded up to a multiple of {@link #GROUP}. */
  static int wholeGroups(int rows) {
    return (rows + GROUP - 1) / GROUP * GROUP;
  }

  /** The distance between rows of a product that leaves room for what is written past each row. */
  static int room(int columns) {
    return (columns + SLACK - 1) / SLACK * SLACK;
  }

  /** Whether this is the implementation with the vector API. */
  boolean vectors();

  /**
   * c[at + m step + n] = sum over k of a[m][k] b[k][n], or that added to c: every sum in the order
   * of k. Rows of c are written in whole groups, so c has room for {@link #wholeGroups}, and up to
   * {@link #SLACK} elements past {@code columns} are overwritten; as many past the ends of the rows
   * of b are read.
   *
   * @param a one row for each row of c, {@code b.count()} long
   * @param b one row for each k, {@code columns} long
   * @param c the product
   * @param at where the product starts in c
   * @param step from one row of c to the next
   * @param columns of the product
   * @param add whether the product is added to what c holds
   */
  void multiply(Rows a, Rows b, float[] c, int at, int step, int columns, boolean add);

  /** Replaces the {@code length} values from index {@code from} by their softmax. */
  void softmax(float[] row, int from, int length);

  /** g = p (g - sum(p g)) for the {@code length} values from index {@code from}. */
  void softmaxBackward(float[] p, float[] g, int from, int length);

  /** x = (x - centre) scale + shift for the values from index {@code from}, then ReLU if asked. */
  void affine(
      float[] x, int from, int length, float centre, float scale, float shift, boolean relu);

  /** The gradient of ReLU: 0 where the output is not positive. */
  void zeroWhereZero(float[] gradient, float[] output, int length);

  /** g = scale (g - mean - x product): the gradient of a normalisation, x being normalised. */
  void normalizeGradient(float[] g, float[] x, int length, float scale, float mean, float product);
}

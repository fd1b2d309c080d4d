package org.bis5k.model.kernel;

/**
 * The innermost loops on Java arrays: one implementation in the JDK's vector API, whose module is
 * still incubating and may be absent, and one in plain loops.
 */
public interface Lanes {

  /** Rows of a product are computed in groups of so many. */
  int GROUP = 4;

  /** So many elements past its end a row may be read, and a row of a result written. */
  int SLACK = 64;

  /** The implementation for this virtual machine. */
  static Lanes current() {
    return Backend.lanes();
  }

  /** A number of rows filled up to whole groups. */
  static int wholeGroups(int rows) {
    return (rows + GROUP - 1) / GROUP * GROUP;
  }

  /** From one row of a product to the next, so that what is written past a row stays in it. */
  static int room(int columns) {
    return (columns + SLACK - 1) / SLACK * SLACK;
  }

  /** Whether this is the implementation in vectors. */
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

  /** The {@code length} values from {@code from} on become their softmax. */
  void softmax(float[] row, int from, int length);

  /** g = p (g - sum(p g)) for the {@code length} values from {@code from} on. */
  void softmaxBackward(float[] p, float[] g, int from, int length);

  /** x = (x - centre) scale + shift from {@code from} on, then ReLU if asked for. */
  void affine(
      float[] x, int from, int length, float centre, float scale, float shift, boolean relu);

  /** What ReLU's gradient is: nothing where its output was zero. */
  void zeroWhereZero(float[] gradient, float[] output, int length);

  /** g = scale (g - mean - x product), the gradient of a normalisation to x. */
  void normaliseGradient(float[] g, float[] x, int length, float scale, float mean, float product);
}

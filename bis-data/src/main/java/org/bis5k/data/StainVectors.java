package org.bis5k.data;

/**
 * The optical densities of red, green and blue that haematoxylin and eosin give, from Ruifrok and
 * Johnston, Quantification of histochemical staining by color deconvolution, Anal Quant Cytol
 * Histol 23(4):291-299, 2001; the third axis is perpendicular to both. All are unit vectors.
 */
public final class StainVectors {

  private static final double[] HEMATOXYLIN = unit(0.65, 0.70, 0.29);
  private static final double[] EOSIN = unit(0.07, 0.99, 0.11);
  private static final double[] RESIDUAL = unit(cross(HEMATOXYLIN, EOSIN));

  private StainVectors() {}

  /**
   * The stain vector of haematoxylin.
   *
   * @return the optical densities of red, green and blue; a copy
   */
  public static double[] hematoxylin() {
    return HEMATOXYLIN.clone();
  }

  /**
   * The stain vector of eosin.
   *
   * @return the optical densities of red, green and blue; a copy
   */
  public static double[] eosin() {
    return EOSIN.clone();
  }

  /**
   * The vector whose dot product with an optical density is its amount of haematoxylin.
   *
   * @return red, green and blue component
   */
  public static double[] toHematoxylin() {
    return dual(HEMATOXYLIN, EOSIN, RESIDUAL);
  }

  /**
   * The vector whose dot product with an optical density is its amount of eosin.
   *
   * @return red, green and blue component
   */
  public static double[] toEosin() {
    return dual(EOSIN, RESIDUAL, HEMATOXYLIN);
  }

  /**
   * The dot product of two vectors.
   *
   * @param a three components
   * @param b three components
   * @return the sum of the products of their components
   */
  public static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  /** The vector whose dot product is 1 with the first axis and 0 with the other two. */
  private static double[] dual(double[] axis, double[] second, double[] third) {
    double[] normal = cross(second, third);
    double scale = dot(axis, normal);
    return new double[] {normal[0] / scale, normal[1] / scale, normal[2] / scale};
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double[] unit(double... vector) {
    double length = Math.sqrt(dot(vector, vector));
    return new double[] {vector[0] / length, vector[1] / length, vector[2] / length};
  }
}

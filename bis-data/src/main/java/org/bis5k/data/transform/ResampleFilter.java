package org.bis5k.data.transform;

/**
 * The interpolation kernels of Pillow's resize (libImaging/Resample.c), as weights over the
 * distance in source pixels. Both are stretched by the scale when an axis shrinks, so that nothing
 * aliases.
 */
public enum ResampleFilter {
  /** A triangle over two pixels. */
  BILINEAR(1) {
    @Override
    double weight(double distance) {
      double x = Math.abs(distance);
      return x < 1 ? 1 - x : 0;
    }
  },

  /** Cubic convolution with a = -0.5 (Keys 1981, doi:10.1109/TASSP.1981.1163711). */
  BICUBIC(2) {
    @Override
    double weight(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
  };

  private static final double A = -0.5;

  private final int support;

  ResampleFilter(int support) {
    this.support = support;
  }

  /** Half the kernel's width in pixels. */
  int support() {
    return support;
  }

  abstract double weight(double distance);
}

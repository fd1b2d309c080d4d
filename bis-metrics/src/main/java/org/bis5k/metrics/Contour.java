package org.bis5k.metrics;

import java.util.Arrays;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;

/**
 * The contour of a mask as elements at the corners of its pixels. A corner belongs to the contour
 * if its four pixels are not all equal; pixels outside the image are background. The length of an
 * element is that of the marching-squares line through the four pixels: half a diagonal where one
 * pixel differs, one side where two neighbours differ from the other two, and a whole diagonal
 * where the pixels alternate.
 */
final class Contour {

  /** The lengths of the three classes of elements, in pixels. */
  static final double[] LENGTH = {Math.sqrt(0.5), 1, Math.sqrt(2)};

  private static final byte NONE = -1;

  private final Size grid;
  private final byte[] classes;
  private final int elements;

  private Contour(Size grid, byte[] classes, int elements) {
    this.grid = grid;
    this.classes = classes;
    this.elements = elements;
  }

  static Contour of(Mask mask) {
    int height = mask.size().height();
    int width = mask.size().width();
    byte[] classes = new byte[Math.multiplyExact(height + 1, width + 1)];
    int elements = 0;
    int corner = 0;
    for (int row = 0; row <= height; row++) {
      for (int column = 0; column <= width; column++, corner++) {
        boolean a = at(mask, row - 1, column - 1);
        boolean b = at(mask, row - 1, column);
        boolean c = at(mask, row, column - 1);
        boolean d = at(mask, row, column);
        classes[corner] = lengthClass(a, b, c, d);
        if (classes[corner] != NONE) {
          elements++;
        }
      }
    }
    return new Contour(new Size(height + 1, width + 1), classes, elements);
  }

  private static boolean at(Mask mask, int row, int column) {
    int width = mask.size().width();
    return row >= 0
        && column >= 0
        && row < mask.size().height()
        && column < width
        && mask.at(row * width + column);
  }

  private static byte lengthClass(boolean a, boolean b, boolean c, boolean d) {
    int inside = (a ? 1 : 0) + (b ? 1 : 0) + (c ? 1 : 0) + (d ? 1 : 0);
    return switch (inside) {
      case 1, 3 -> 0;
      case 2 -> (byte) (a == d ? 2 : 1);
      default -> NONE;
    };
  }

  /** The number of elements; 0 only for an empty mask. */
  int elements() {
    return elements;
  }

  /** The corners as a mask with one more row and column than the image. */
  Mask corners() {
    byte[] samples = new byte[classes.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (classes[i] == NONE ? 0 : 255);
    }
    return Mask.of(GreyImage.of(grid, samples));
  }

  /**
   * For each element four times the squared distance to the nearest element of another contour plus
   * the length class, sorted: by distance, then by length.
   */
  long[] keysTo(Contour other) {
    FeatureTransform transform = new FeatureTransform();
    transform.start(other.corners());
    long[] keys = new long[elements];
    int at = 0;
    for (int row = grid.height() - 1; row >= 0; row--) {
      transform.row(row);
      for (int column = 0; column < grid.width(); column++) {
        byte lengthClass = classes[row * grid.width() + column];
        if (lengthClass != NONE) {
          keys[at++] = transform.squaredDistance(column) * 4 + lengthClass;
        }
      }
    }
    Arrays.sort(keys);
    return keys;
  }
}

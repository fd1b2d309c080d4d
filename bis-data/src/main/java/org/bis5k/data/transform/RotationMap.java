package org.bis5k.data.transform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;

/**
 * The affine map of a rotation from output to input pixels in 16.16 fixed point, as {@code
 * Image.rotate} of Pillow sets it up and libImaging/Geometry.c evaluates it: input x of output (x,
 * y) is {@code startX(y) + x * stepXx} shifted right by 16, input y likewise.
 *
 * @param width columns of the rotated image
 * @param height its rows
 * @param stepXx change of the input x per output column, in 1/65536 pixel
 * @param stepXy change of the input x per output row
 * @param offsetX input x of output (0, 0)
 * @param stepYx change of the input y per output column
 * @param stepYy change of the input y per output row
 * @param offsetY input y of output (0, 0)
 */
record RotationMap(
    int width,
    int height,
    int stepXx,
    int stepXy,
    int offsetX,
    int stepYx,
    int stepYy,
    int offsetY) {

  /**
   * The map for a image of the given sides.
   *
   * @throws InvalidInputException if a side exceeds {@link Rotation#MAX_SIDE}
   */
  static RotationMap of(int width, int height, int degrees) {
    if (width > Rotation.MAX_SIDE || height > Rotation.MAX_SIDE) {
      throw new InvalidInputException(
          "random_rotate: an image may have at most "
              + Rotation.MAX_SIDE
              + " pixels a side; found "
              + new Size(height, width)
              + "; put resize before it");
    }
    double angle = -Math.toRadians(degrees);
    double cos = rounded(Math.cos(angle));
    double sin = rounded(Math.sin(angle));
    double halfWidth = width / 2.0;
    double halfHeight = height / 2.0;
    double e = cos * -halfWidth + sin * -halfHeight + 0 + halfWidth;
    double f = -sin * -halfWidth + cos * -halfHeight + 0 + halfHeight;

    double[] xs = {e, cos * width + e, cos * width + sin * height + e, sin * height + e};
    double[] ys = {f, -sin * width + f, -sin * width + cos * height + f, cos * height + f};
    int newWidth = extent(xs);
    int newHeight = extent(ys);

    double left = -(newWidth - width) / 2.0;
    double top = -(newHeight - height) / 2.0;
    double shiftX = cos * left + sin * top + e;
    double shiftY = -sin * left + cos * top + f;
    return new RotationMap(
        newWidth,
        newHeight,
        fixed(cos),
        fixed(sin),
        fixed(shiftX + cos * 0.5 + sin * 0.5),
        fixed(-sin),
        fixed(cos),
        fixed(shiftY + -sin * 0.5 + cos * 0.5));
  }

  int startX(int y) {
    return offsetX + y * stepXy;
  }

  int startY(int y) {
    return offsetY + y * stepYy;
  }

  /** Python's round to 15 decimals, which keeps the axes' cosines exact. */
  private static double rounded(double value) {
    return new BigDecimal(value).setScale(15, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static int extent(double[] values) {
    double least = values[0];
    double most = values[0];
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return (int) (Math.ceil(most) - Math.floor(least));
  }

  private static int fixed(double value) {
    return (int) Math.floor(value * 65536 + 0.5);
  }
}

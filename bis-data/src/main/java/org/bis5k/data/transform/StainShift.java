package org.bis5k.data.transform;

import org.bis5k.data.ByteImage;
import org.bis5k.data.StainVectors;

/**
 * A change of the two stains of an H&amp;E image: the optical density of each pixel is unmixed into
 * haematoxylin, eosin and what neither explains; each stain's amount c becomes scale * c + shift;
 * and the densities are mixed again.
 *
 * <p>Axes from {@link StainVectors}; the perturbation is that of Tellez et al. 2018
 * (doi:10.1109/TMI.2018.2820199). Optical density is -ln((value + 1) / 256).
 *
 * @param hematoxylinScale factor on the amount of haematoxylin, 1 keeps it
 * @param hematoxylinShift added to it, in units of optical density, 0 keeps it
 * @param eosinScale factor on the amount of eosin
 * @param eosinShift added to it
 */
public record StainShift(
    double hematoxylinScale, double hematoxylinShift, double eosinScale, double eosinShift)
    implements PixelOperation.Color {

  /** Steps of optical density per unit; fine enough that every grey level maps to itself. */
  private static final int STEPS = 8192;

  private static final float[] DENSITY = new float[256];
  private static final byte[] VALUE;

  static {
    for (int value = 0; value < 256; value++) {
      DENSITY[value] = (float) (-StrictMath.log((value + 1) / 256.0) * STEPS);
    }
    VALUE = new byte[(int) DENSITY[0] + 2];
    for (int step = 0; step < VALUE.length; step++) {
      double value = Math.rint(256 * StrictMath.exp(-(double) step / STEPS) - 1);
      VALUE[step] = (byte) Math.max(0, Math.min(255, value));
    }
  }

  @Override
  public ByteImage image(ByteImage in) {
    float[] m = mixing();
    ByteImage out = in.blankLike();
    byte[] from = in.samples();
    byte[] to = out.samples();
    for (int i = 0; i < from.length; i += 3) {
      float red = DENSITY[from[i] & 0xff];
      float green = DENSITY[from[i + 1] & 0xff];
      float blue = DENSITY[from[i + 2] & 0xff];
      to[i] = value(m[0] * red + m[1] * green + m[2] * blue + m[3]);
      to[i + 1] = value(m[4] * red + m[5] * green + m[6] * blue + m[7]);
      to[i + 2] = value(m[8] * red + m[9] * green + m[10] * blue + m[11]);
    }
    return out;
  }

  /** Unmixing, change and mixing as one affine map of densities: three rows of four. */
  private float[] mixing() {
    double[] hematoxylin = StainVectors.hematoxylin();
    double[] eosin = StainVectors.eosin();
    double[] toHematoxylin = StainVectors.toHematoxylin();
    double[] toEosin = StainVectors.toEosin();
    float[] map = new float[12];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        map[4 * row + column] =
            (float)
                ((row == column ? 1 : 0)
                    + (hematoxylinScale - 1) * hematoxylin[row] * toHematoxylin[column]
                    + (eosinScale - 1) * eosin[row] * toEosin[column]);
      }
      double shift = hematoxylinShift * hematoxylin[row] + eosinShift * eosin[row];
      map[4 * row + 3] = (float) (shift * STEPS);
    }
    return map;
  }

  private static byte value(float density) {
    return VALUE[Math.max(0, Math.min(VALUE.length - 1, (int) (density + 0.5f)))];
  }
}

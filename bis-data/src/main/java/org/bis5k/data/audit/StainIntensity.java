package org.bis5k.data.audit;

import org.bis5k.data.RgbImage;
import org.bis5k.data.StainVectors;

/**
 * How strongly an image is stained: the mean amount of each stain over all pixels, in units of
 * optical density, -ln((value + 1) / 256), along {@link StainVectors}. Unmixing is linear, so that
 * the mean densities of red, green and blue are all it takes.
 *
 * @param hematoxylin 0 is bare glass; tissue mostly has 0.2 to 0.8
 * @param eosin the same of eosin
 */
record StainIntensity(double hematoxylin, double eosin) {

  private static final double[] DENSITY = new double[256];

  static {
    for (int value = 0; value < DENSITY.length; value++) {
      DENSITY[value] = -StrictMath.log((value + 1) / 256.0);
    }
  }

  static StainIntensity of(RgbImage image) {
    byte[] samples = image.samples();
    double red = 0;
    double green = 0;
    double blue = 0;
    for (int i = 0; i < samples.length; i += 3) {
      red += DENSITY[samples[i] & 0xff];
      green += DENSITY[samples[i + 1] & 0xff];
      blue += DENSITY[samples[i + 2] & 0xff];
    }
    long pixels = image.size().pixels();
    double[] mean = {red / pixels, green / pixels, blue / pixels};
    return new StainIntensity(
        StainVectors.dot(StainVectors.toHematoxylin(), mean),
        StainVectors.dot(StainVectors.toEosin(), mean));
  }
}

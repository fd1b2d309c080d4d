package org.bis5k.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import org.bis5k.data.ImageAndMask;
import org.bis5k.data.Mask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

/** What a pathologist's eye and a naive threshold would measure on 40 tiles of 128 x 128. */
class SyntheticTissueStainTest {

  private static final int TILES = 40;
  private static final int BINS = 1000;

  private static final SyntheticTissue TISSUE = SyntheticTissue.of(Size.square(128), 3);

  @Test
  void everyTileIsPinkToPurple() {
    double lightest = 0;
    double darkest = 255;
    for (int k = 0; k < TILES; k++) {
      double[] mean = meanColour(TISSUE.tile(k).image());
      assertThat(mean[0]).as("red of tile %d", k).isBetween(120.0, 225.0);
      assertThat(mean[1]).as("green of tile %d", k).isBetween(55.0, 175.0);
      assertThat(mean[2]).as("blue of tile %d", k).isBetween(110.0, 225.0);
      assertThat(mean[1]).as("green below red and blue, tile %d", k).isLessThan(mean[0] - 20);
      assertThat(mean[1]).isLessThan(mean[2] - 15);
      lightest = Math.max(lightest, mean[1]);
      darkest = Math.min(darkest, mean[1]);
    }
    assertThat(lightest - darkest).as("stains differ between tiles").isGreaterThan(30);
  }

  @Test
  void nestsHoldMoreHematoxylinYetNoThresholdFindsThem() {
    long[][] histogram = new long[2][BINS];
    double[] sum = new double[2];
    for (int k = 0; k < TILES; k++) {
      ImageAndMask tile = TISSUE.tile(k);
      Mask mask = Mask.of(tile.mask());
      for (int i = 0; i < tile.mask().samples().length; i++) {
        double h = hematoxylin(tile.image().samples(), i);
        int inside = mask.at(i) ? 1 : 0;
        sum[inside] += h;
        histogram[inside][(int) Math.max(0, Math.min(BINS - 1, 500 * h + 50))]++;
      }
    }
    double nests = sum[1] / total(histogram[1]);
    double stroma = sum[0] / total(histogram[0]);

    assertThat(nests).isGreaterThan(1.3 * stroma);
    // All foreground scores about 0.62; above 0.82 the task would be a matter of colour.
    assertThat(bestDice(histogram)).isBetween(0.64, 0.82);
  }

  private static double[] meanColour(RgbImage image) {
    double[] mean = new double[3];
    byte[] samples = image.samples();
    for (int i = 0; i < samples.length; i++) {
      mean[i % 3] += 3.0 * (samples[i] & 255) / samples.length;
    }
    return mean;
  }

  /** The density from red and green, solved for the stain vectors of Ruifrok and Johnston. */
  private static double hematoxylin(byte[] samples, int pixel) {
    double red = -Math.log10(((samples[3 * pixel] & 255) + 1) / 250.0);
    double green = -Math.log10(((samples[3 * pixel + 1] & 255) + 1) / 250.0);
    return (red * 0.990 - green * 0.072) / (0.650 * 0.990 - 0.704 * 0.072);
  }

  private static long total(long[] counts) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  private static double bestDice(long[][] histogram) {
    long positives = total(histogram[1]);
    long hits = 0;
    long marked = 0;
    double best = 0;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      hits += histogram[1][bin];
      marked += histogram[0][bin] + histogram[1][bin];
      best = Math.max(best, 2.0 * hits / (marked + positives));
    }
    return best;
  }
}

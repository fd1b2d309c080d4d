package org.bis5k.metrics;

import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;

/**
 * The calibration of probability maps: pixel counts per grey level and class, from which the
 * expected calibration error follows (Guo et al. 2017, doi:10.48550/arXiv.1706.04599; here for the
 * probability of foreground). Counts of several images can be added. Immutable.
 */
public final class Calibration {

  private final long[] background;
  private final long[] foreground;

  private Calibration(long[] background, long[] foreground) {
    this.background = background;
    this.foreground = foreground;
  }

  /**
   * Counts the pixels of an image.
   *
   * @param probability the probability of foreground as level / 255
   * @param truth the ground truth, of the same size
   * @return the counts
   * @throws IllegalArgumentException if the sizes differ
   */
  public static Calibration of(GreyImage probability, Mask truth) {
    ConfusionCounts.requireSameSize(probability.size(), truth.size());
    long[] background = new long[256];
    long[] foreground = new long[256];
    byte[] samples = probability.samples();
    for (int i = 0; i < samples.length; i++) {
      (truth.at(i) ? foreground : background)[samples[i] & 0xff]++;
    }
    return new Calibration(background, foreground);
  }

  /**
   * The counts of two images together.
   *
   * @param other further counts
   * @return the sums
   */
  public Calibration plus(Calibration other) {
    long[] b = background.clone();
    long[] f = foreground.clone();
    for (int level = 0; level < 256; level++) {
      b[level] += other.background[level];
      f[level] += other.foreground[level];
    }
    return new Calibration(b, f);
  }

  /**
   * The expected calibration error: the sum over bins of n(k) / N |acc(k) - conf(k)|, n(k) being
   * the number of pixels, acc(k) the share of foreground and conf(k) the mean probability in bin k.
   * Bin k holds the probabilities p with k = min(floor(p * bins), bins - 1).
   *
   * @param bins the number of bins of equal width, 1 to 256; 10 and 15 are usual
   * @return 0 to 1
   * @throws IllegalArgumentException if the number of bins is out of range
   */
  public double expectedError(int bins) {
    if (bins < 1 || bins > 256) {
      throw new IllegalArgumentException("Between 1 and 256 bins are possible; found " + bins);
    }
    long[] levels = new long[bins];
    long[] hits = new long[bins];
    long total = 0;
    for (int level = 0; level < 256; level++) {
      int bin = Math.min(level * bins / 255, bins - 1);
      long count = background[level] + foreground[level];
      levels[bin] += count * level;
      hits[bin] += foreground[level];
      total += count;
    }
    double sum = 0;
    for (int bin = 0; bin < bins; bin++) {
      sum += Math.abs(levels[bin] / 255.0 - hits[bin]); // times the bin's count: it cancels
    }
    return sum / total;
  }

  /** The error with ten bins. */
  @Override
  public String toString() {
    return "Calibration[expectedError(10)=" + expectedError(10) + "]";
  }
}

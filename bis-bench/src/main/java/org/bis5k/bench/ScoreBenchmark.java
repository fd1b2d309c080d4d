package org.bis5k.bench;

import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.metrics.ImageMeasurement;
import org.bis5k.metrics.ImageScorer;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * All thirteen metrics of one 352x352 image, against the mean Dice alone when each of the 256
 * thresholds sweeps the image.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class ScoreBenchmark {

  /** Called by JMH. */
  public ScoreBenchmark() {}

  private static final int SIDE = 352;

  private GreyImage prediction;
  private Mask truth;
  private ImageScorer scorer;

  /** Makes a blurred disc and checks that both ways agree. */
  @Setup
  public void prepare() {
    ScoredDisc disc = ScoredDisc.of(SIDE, 1);
    prediction = disc.prediction();
    truth = disc.mask();
    scorer = ImageScorer.of(Profile.UACANET);
    double fast = score().value(Metric.MEAN_DIC);
    double plain = sweepEveryThreshold();
    if (Math.abs(fast - plain) > 1e-12) {
      throw new IllegalStateException("Mean Dice differs: " + fast + " and " + plain);
    }
  }

  /**
   * The toolkit.
   *
   * @return all scores
   */
  @Benchmark
  public ImageMeasurement score() {
    return scorer.measure("disc", prediction, truth);
  }

  /**
   * The baseline.
   *
   * @return mean Dice over 256 thresholds
   */
  @Benchmark
  public double sweepEveryThreshold() {
    byte[] samples = prediction.samples();
    double total = 0;
    for (int j = 0; j < 256; j++) {
      double threshold = j * (-1.0 / 255) + 1.0;
      long both = 0;
      long marked = 0;
      for (int i = 0; i < samples.length; i++) {
        if ((samples[i] & 0xff) / 255.0 >= threshold) {
          marked++;
          both += truth.at(i) ? 1 : 0;
        }
      }
      total += both == 0 ? 0 : 2.0 * both / (truth.foregroundPixels() + marked);
    }
    return total / 256;
  }
}

package org.bis5k.bench;

import org.bis5k.metrics.ImageMeasurement;
import org.bis5k.metrics.ImageScorer;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** All thirteen metrics of an image as it grows: the time should grow with its pixels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class ScoreSizeBenchmark {

  /** Called by JMH. */
  public ScoreSizeBenchmark() {}

  /** The side of the square image in pixels. */
  @Param({"352", "1024", "2048", "4096"})
  public int side;

  private ScoredDisc disc;
  private ImageScorer scorer;

  /** Makes the image and checks that its scores are those of a fair prediction. */
  @Setup
  public void prepare() {
    disc = ScoredDisc.of(side, 1);
    scorer = ImageScorer.of(Profile.UACANET);
    double dice = score().value(Metric.MEAN_DIC);
    if (!(dice > 0.7 && dice < 1)) {
      throw new IllegalStateException("Mean Dice is " + dice);
    }
  }

  /**
   * Scores the image.
   *
   * @return all scores
   */
  @Benchmark
  public ImageMeasurement score() {
    return scorer.measure("disc", disc.prediction(), disc.mask());
  }
}

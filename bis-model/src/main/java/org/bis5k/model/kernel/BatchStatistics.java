package org.bis5k.model.kernel;

/** What a training forward pass keeps for its backward pass: per channel mean and 1/deviation. */
public final class BatchStatistics {

  private final double[] mean;
  private final double[] inverseDeviation;

  private BatchStatistics(int channels) {
    mean = new double[channels];
    inverseDeviation = new double[channels];
  }

  /** The given one if it fits, else a new one. */
  public static BatchStatistics reuse(BatchStatistics old, int channels) {
    return old != null && old.mean.length == channels ? old : new BatchStatistics(channels);
  }

  double[] mean() {
    return mean;
  }

  double[] inverseDeviation() {
    return inverseDeviation;
  }
}

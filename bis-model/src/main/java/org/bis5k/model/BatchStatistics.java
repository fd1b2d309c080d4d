package org.bis5k.model;

/** What a training forward pass keeps for its backward pass: per channel mean and 1/deviation. */
final class BatchStatistics {

  private final float[] mean;
  private final float[] inverseDeviation;

  private BatchStatistics(int channels) {
    mean = new float[channels];
    inverseDeviation = new float[channels];
  }

  /** The given one if it fits, else a new one. */
  static BatchStatistics reuse(BatchStatistics old, int channels) {
    return old != null && old.mean.length == channels ? old : new BatchStatistics(channels);
  }

  float[] mean() {
    return mean;
  }

  float[] inverseDeviation() {
    return inverseDeviation;
  }
}

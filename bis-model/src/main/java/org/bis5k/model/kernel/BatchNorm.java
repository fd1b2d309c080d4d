package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The values of a batch normalisation over the channels of an NCHW array, as PyTorch's {@code
 * BatchNorm2d} defines it: y = gamma (z - mean) / sqrt(variance + epsilon) + beta.
 */
public final class BatchNorm {

  /** The constant that is added to the variance. */
  public static final double EPSILON = 1e-5;

  /** The weight of a new batch in the running statistics. */
  static final double MOMENTUM = 0.1;

  private BatchNorm() {}

  /**
   * Parameters and running statistics, one value per channel.
   *
   * @param gamma the factor
   * @param beta the summand
   * @param mean the running mean
   * @param variance the running variance, unbiased
   */
  public record Parameters(INDArray gamma, INDArray beta, INDArray mean, INDArray variance) {}

  /**
   * The arrays that the backward pass writes.
   *
   * @param gamma gradient of the factor, one value per channel
   * @param beta gradient of the summand, one value per channel
   * @param input gradient of z, N x C x H x W; may be z itself
   */
  public record Gradients(INDArray gamma, INDArray beta, INDArray input) {}

  /** The batch statistics that a training forward pass stores for its backward pass. */
  public static final class Statistics {

    private final double[] mean;
    private final double[] inverseDeviation;

    private Statistics(int channels) {
      mean = new double[channels];
      inverseDeviation = new double[channels];
    }

    /**
     * Statistics for a number of channels.
     *
     * @param old statistics that may be overwritten, or null
     * @param channels the number of channels
     * @return {@code old} if it has that number of channels, else new statistics
     */
    public static Statistics reuse(Statistics old, int channels) {
      return old != null && old.mean.length == channels ? old : new Statistics(channels);
    }

    double[] mean() {
      return mean;
    }

    /** 1 / sqrt(variance + epsilon), with the biased variance of the batch. */
    double[] inverseDeviation() {
      return inverseDeviation;
    }
  }
}

package org.bis5k.train.run;

import java.util.List;

/**
 * The numbers of one training step.
 *
 * @param iteration of the run, from 0
 * @param epoch from 0
 * @param batch of the epoch, from 0
 * @param loss summed over the outputs
 * @param outputLosses the loss of each output, unmodifiable; empty if the network does not keep
 *     them
 * @param rate the largest learning rate of a parameter group
 * @param images the number of images in the batch
 * @param seconds wall-clock time since the step before, loading included
 */
public record StepReport(
    long iteration,
    int epoch,
    int batch,
    double loss,
    List<Double> outputLosses,
    double rate,
    int images,
    double seconds) {

  /**
   * The throughput.
   *
   * @return images per second, loading included
   */
  public double imagesPerSecond() {
    return images / Math.max(seconds, 1e-9);
  }
}

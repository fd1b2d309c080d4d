package org.bis5k.train.run;

import java.util.List;

/**
 * One training step.
 *
 * @param iteration of the run, from 0
 * @param epoch from 0
 * @param batch of the epoch, from 0
 * @param loss summed over the outputs
 * @param outputLosses of each output; may be empty
 * @param rate the largest learning rate of a parameter group
 * @param images in the batch
 * @param seconds since the step before, loading included
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
   * Copies the list.
   *
   * @param iteration of the run, from 0
   * @param epoch from 0
   * @param batch of the epoch, from 0
   * @param loss summed over the outputs
   * @param outputLosses of each output
   * @param rate the largest learning rate of a parameter group
   * @param images in the batch
   * @param seconds since the step before
   */
  public StepReport {
    outputLosses = List.copyOf(outputLosses);
  }

  /**
   * Throughput.
   *
   * @return images per second, loading included
   */
  public double imagesPerSecond() {
    return images / Math.max(seconds, 1e-9);
  }
}

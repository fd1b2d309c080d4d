package org.bis5k.train.optimizer;

/**
 * The constants of Adam.
 *
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of squared gradients, in [0, 1)
 * @param epsilon added to the root of the second moment, positive
 * @param weightDecay L2 penalty: this times the parameter is added to the gradient; 0 for none
 * @param clip bound of each element of the raw gradient; positive infinity for none
 */
public record AdamOptions(
    double beta1, double beta2, double epsilon, double weightDecay, double clip) {

  /** PyTorch's defaults: betas 0.9 and 0.999, epsilon 1e-8, no weight decay, no clipping. */
  public static final AdamOptions DEFAULT =
      new AdamOptions(0.9, 0.999, 1e-8, 0, Double.POSITIVE_INFINITY);

  /**
   * Refuses values out of range.
   *
   * @param beta1 decay of the mean of gradients
   * @param beta2 decay of the mean of squared gradients
   * @param epsilon added to the root of the second moment
   * @param weightDecay L2 penalty
   * @param clip bound of each element of the raw gradient
   * @throws IllegalArgumentException if a value is out of its range; the message names it
   */
  public AdamOptions {
    if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "Adam's betas lie in [0, 1); found " + beta1 + " and " + beta2);
    }
    if (!(epsilon > 0) || !(weightDecay >= 0) || !(clip > 0)) {
      throw new IllegalArgumentException(
          "Adam needs epsilon > 0, weight decay >= 0 and clip > 0; found %s, %s and %s"
              .formatted(epsilon, weightDecay, clip));
    }
  }

  /**
   * The same options with another beta1.
   *
   * @param value decay of the mean of gradients, in [0, 1)
   * @return the options
   */
  public AdamOptions withBeta1(double value) {
    return new AdamOptions(value, beta2, epsilon, weightDecay, clip);
  }

  /**
   * The same options with another beta2.
   *
   * @param value decay of the mean of squared gradients, in [0, 1)
   * @return the options
   */
  public AdamOptions withBeta2(double value) {
    return new AdamOptions(beta1, value, epsilon, weightDecay, clip);
  }

  /**
   * The same options with another epsilon.
   *
   * @param value added to the root of the second moment, positive
   * @return the options
   */
  public AdamOptions withEpsilon(double value) {
    return new AdamOptions(beta1, beta2, value, weightDecay, clip);
  }

  /**
   * The same options with another weight decay.
   *
   * @param value L2 penalty, at least 0
   * @return the options
   */
  public AdamOptions withWeightDecay(double value) {
    return new AdamOptions(beta1, beta2, epsilon, value, clip);
  }

  /**
   * The same options with another clipping bound.
   *
   * @param value bound of each element of the raw gradient; positive infinity for none
   * @return the options
   */
  public AdamOptions withClip(double value) {
    return new AdamOptions(beta1, beta2, epsilon, weightDecay, value);
  }
}

package org.bis5k.train.loss;

/**
 * One loss against the masks of one batch. What depends on the masks alone is computed once, so
 * that all outputs of a network share a target. Evaluation does not change the target; several
 * threads may evaluate at once.
 */
public abstract sealed class LossTarget
    permits SquaredErrorTarget, WeightedIouTarget, DiceTarget, TverskyTarget {

  /** The masks, N1HW float32 in [0, 1]. */
  final float[] masks;

  LossTarget(float[] masks) {
    this.masks = masks;
  }

  /**
   * The loss of one output.
   *
   * @param logits the output before the sigmoid, N1HW float32, as many elements as the masks
   * @return the loss, summed in double precision; NaN or infinite if a logit is
   * @throws IllegalArgumentException if there are more or fewer logits than mask elements
   */
  public final double value(float[] logits) {
    if (logits.length != masks.length) {
      throw mismatch(logits.length + " logits");
    }
    return compute(logits, null);
  }

  /**
   * The loss of one output and its gradient.
   *
   * @param logits the output before the sigmoid, N1HW float32, as many elements as the masks
   * @param gradient receives the derivative of the loss by each logit, same layout; its former
   *     content is overwritten
   * @return the loss, summed in double precision; NaN or infinite if a logit is
   * @throws IllegalArgumentException if an array's length is not that of the masks
   */
  public final double evaluate(float[] logits, float[] gradient) {
    if (logits.length != masks.length || gradient.length != masks.length) {
      throw mismatch(logits.length + " logits and a gradient of " + gradient.length);
    }
    return compute(logits, gradient);
  }

  /** The loss; {@code gradient} is null where only the value is needed. */
  abstract double compute(float[] logits, float[] gradient);

  private IllegalArgumentException mismatch(String found) {
    return new IllegalArgumentException(
        "The masks have " + masks.length + " elements; found " + found);
  }
}

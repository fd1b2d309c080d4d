package org.bis5k.train.loss;

/**
 * One loss against the masks of one batch. What depends on the masks alone is computed once, so the
 * five outputs of a network share a target. Evaluation changes nothing in the target; several
 * threads may evaluate at once.
 */
public interface LossTarget {

  /**
   * The loss of one output and, where asked for, its gradient.
   *
   * @param logits the output before the sigmoid, N1HW float32, as many elements as the masks
   * @param gradient receives the derivative of the loss by each logit, same layout; its former
   *     content is overwritten; null to compute the value only
   * @return the loss, summed in double precision; NaN or infinite if a logit is
   * @throws IllegalArgumentException if an array's length is not that of the masks
   */
  double evaluate(float[] logits, float[] gradient);
}

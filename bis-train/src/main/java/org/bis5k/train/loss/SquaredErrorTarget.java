package org.bis5k.train.loss;

/** Mean squared error between logits and masks. */
final class SquaredErrorTarget extends LossTarget {

  SquaredErrorTarget(float[] masks) {
    super(masks);
  }

  @Override
  double compute(float[] logits, float[] gradient) {
    double scale = 2.0 / masks.length;
    double sum =
        PixelBlocks.sum(
            0,
            masks.length,
            (from, to) -> {
              double part = 0;
              for (int i = from; i < to; i++) {
                double error = (double) logits[i] - masks[i];
                part += error * error;
                if (gradient != null) {
                  gradient[i] = (float) (scale * error);
                }
              }
              return part;
            });
    return sum / masks.length;
  }
}

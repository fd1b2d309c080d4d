package org.bis5k.train.loss;

/** Cross-entropy and pixel-wise Dice, mean over all pixels. */
final class DiceTarget extends LossTarget {

  DiceTarget(float[] masks) {
    super(masks);
  }

  @Override
  double compute(float[] logits, float[] gradient) {
    double scale = 1.0 / masks.length;
    double sum =
        PixelBlocks.sum(
            0,
            masks.length,
            (from, to) -> {
              double part = 0;
              for (int i = from; i < to; i++) {
                double p = logits[i];
                double y = masks[i];
                double e = Math.exp(-Math.abs(p));
                double q = PixelBlocks.sigmoid(p, e);
                double numerator = 2 * q * y + 1;
                double denominator = q + y + 1;
                part += PixelBlocks.crossEntropy(p, y, e) + 1 - numerator / denominator;
                if (gradient != null) {
                  double byQ = (numerator - 2 * y * denominator) / (denominator * denominator);
                  gradient[i] = (float) (scale * (q - y + byQ * q * (1 - q)));
                }
              }
              return part;
            });
    return sum / masks.length;
  }
}

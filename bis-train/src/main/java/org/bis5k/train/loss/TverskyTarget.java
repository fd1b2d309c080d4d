package org.bis5k.train.loss;

/** The squared Tversky loss over the whole batch, with or without the mean cross-entropy. */
final class TverskyTarget extends LossTarget {

  private final boolean withCrossEntropy;
  private final double maskSum;

  TverskyTarget(float[] masks, boolean withCrossEntropy) {
    super(masks);
    this.withCrossEntropy = withCrossEntropy;
    this.maskSum =
        PixelBlocks.sum(
            0,
            masks.length,
            (from, to) -> {
              double part = 0;
              for (int i = from; i < to; i++) {
                part += masks[i];
              }
              return part;
            });
  }

  @Override
  double compute(float[] logits, float[] gradient) {
    double[] sigmoids = new double[masks.length];
    double entropy =
        PixelBlocks.sum(
            0, masks.length, (from, to) -> sigmoidsAndEntropy(logits, sigmoids, from, to));
    double sigmoidSum = PixelBlocks.sum(0, masks.length, (from, to) -> sum(sigmoids, from, to));
    double overlap = PixelBlocks.sum(0, masks.length, (from, to) -> overlap(sigmoids, from, to));
    // TP + FP/2 + FN/2 = sum(q)/2 + sum(y)/2
    double denominator = (sigmoidSum + maskSum) / 2 + 1;
    double index = (overlap + 1) / denominator;
    double loss = (1 - index) * (1 - index);
    if (gradient != null) {
      double outer = -2 * (1 - index) / denominator;
      double entropyScale = withCrossEntropy ? 1.0 / masks.length : 0;
      for (int i = 0; i < masks.length; i++) {
        double q = sigmoids[i];
        double byQ = outer * (masks[i] - index / 2);
        gradient[i] = (float) (byQ * q * (1 - q) + entropyScale * (q - masks[i]));
      }
    }
    return withCrossEntropy ? loss + entropy / masks.length : loss;
  }

  private double sigmoidsAndEntropy(float[] logits, double[] sigmoids, int from, int to) {
    double part = 0;
    for (int i = from; i < to; i++) {
      double e = Math.exp(-Math.abs((double) logits[i]));
      sigmoids[i] = PixelBlocks.sigmoid(logits[i], e);
      if (withCrossEntropy) {
        part += PixelBlocks.crossEntropy(logits[i], masks[i], e);
      }
    }
    return part;
  }

  private static double sum(double[] sigmoids, int from, int to) {
    double part = 0;
    for (int i = from; i < to; i++) {
      part += sigmoids[i];
    }
    return part;
  }

  private double overlap(double[] sigmoids, int from, int to) {
    double part = 0;
    for (int i = from; i < to; i++) {
      part += sigmoids[i] * masks[i];
    }
    return part;
  }
}

package org.bis5k.train.loss;

/** Border-weighted cross-entropy and pixel-wise IoU, mean over images. */
final class WeightedIouTarget extends LossTarget {

  private final float[] weights;
  private final double[] scales;

  WeightedIouTarget(float[] masks, float[] weights, int images) {
    super(masks);
    this.weights = weights;
    this.scales = new double[images];
    int pixels = masks.length / images;
    for (int n = 0; n < images; n++) {
      double sum =
          PixelBlocks.sum(
              n * pixels,
              (n + 1) * pixels,
              (from, to) -> {
                double part = 0;
                for (int i = from; i < to; i++) {
                  part += weights[i];
                }
                return part;
              });
      scales[n] = 1 / (sum * images);
    }
  }

  @Override
  double compute(float[] logits, float[] gradient) {
    int pixels = masks.length / scales.length;
    double loss = 0;
    for (int n = 0; n < scales.length; n++) {
      double scale = scales[n];
      loss +=
          scale
              * PixelBlocks.sum(
                  n * pixels,
                  (n + 1) * pixels,
                  (from, to) -> block(logits, gradient, scale, from, to));
    }
    return loss;
  }

  private double block(float[] logits, float[] gradient, double scale, int from, int to) {
    double part = 0;
    for (int i = from; i < to; i++) {
      double p = logits[i];
      double y = masks[i];
      double w = weights[i];
      double e = Math.exp(-Math.abs(p));
      double q = PixelBlocks.sigmoid(p, e);
      double intersection = q * y + 1;
      double union = q + y - q * y + 1;
      part += w * (PixelBlocks.crossEntropy(p, y, e) + 1 - intersection / union);
      if (gradient != null) {
        double byQ = (intersection * (1 - y) - y * union) / (union * union);
        gradient[i] = (float) (scale * w * (q - y + byQ * q * (1 - q)));
      }
    }
    return part;
  }
}

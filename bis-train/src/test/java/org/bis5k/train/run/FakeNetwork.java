package org.bis5k.train.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.Batch;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.loss.SegmentationLoss;
import org.bis5k.train.optimizer.Adam;
import org.bis5k.train.optimizer.AdamOptions;

/** Logistic regression of each pixel on its three channels: a network of four parameters. */
final class FakeNetwork implements TrainableNetwork {

  private float[] p = {0.1f, -0.1f, 0.2f, 0};
  private float[] m = new float[4];
  private float[] v = new float[4];
  private long steps;
  long divergeAt = -1;
  long poisonAt = -1;
  double[] lastRates;

  @Override
  public double step(Batch batch, double[] rates) {
    lastRates = rates;
    if (steps == divergeAt) {
      return Double.NaN;
    }
    float[] logits = logits(batch.images(), batch.count(), batch.size());
    float[] gradient = new float[logits.length];
    double loss =
        SegmentationLoss.BCE_IOU
            .target(batch.masks(), batch.count(), batch.size())
            .evaluate(logits, gradient);
    int pixels = (int) batch.size().pixels();
    double[] sums = new double[4];
    for (int i = 0; i < logits.length; i++) {
      int at = i / pixels * 3 * pixels + i % pixels;
      for (int c = 0; c < 3; c++) {
        sums[c] += gradient[i] * batch.images()[at + c * pixels];
      }
      sums[3] += gradient[i];
    }
    float[] g = new float[4];
    for (int c = 0; c < 4; c++) {
      g[c] = (float) sums[c];
    }
    if (steps == poisonAt) {
      g[2] = Float.POSITIVE_INFINITY;
    }
    Adam.step(p, g, m, v, 0, 4, ++steps, AdamOptions.DEFAULT, rates[rates.length - 1]);
    return loss;
  }

  @Override
  public List<Double> outputLosses() {
    return List.of(1.5, 2.5);
  }

  @Override
  public float[] logits(float[] nchw, int count, Size size) {
    int pixels = (int) size.pixels();
    float[] logits = new float[count * pixels];
    for (int i = 0; i < logits.length; i++) {
      int at = i / pixels * 3 * pixels + i % pixels;
      logits[i] = p[0] * nchw[at] + p[1] * nchw[at + pixels] + p[2] * nchw[at + 2 * pixels] + p[3];
    }
    return logits;
  }

  @Override
  public WeightFile state() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("pixel.weight", Tensor.ofFloats(p.clone(), 4));
    tensors.put("optimizer.m", Tensor.ofFloats(m.clone(), 4));
    tensors.put("optimizer.v", Tensor.ofFloats(v.clone(), 4));
    tensors.put("optimizer.steps", Tensor.ofLongs(new long[] {steps}, 1));
    return WeightFile.of(tensors, Map.of("network", "fake"));
  }

  @Override
  public void restore(WeightFile state) {
    p = state.tensors().get("pixel.weight").toFloats();
    m = state.tensors().get("optimizer.m").toFloats();
    v = state.tensors().get("optimizer.v").toFloats();
    steps = state.tensors().get("optimizer.steps").integerAt(0);
  }

  @Override
  public String backend() {
    return "fake 1.0";
  }

  @Override
  public void close() {}
}

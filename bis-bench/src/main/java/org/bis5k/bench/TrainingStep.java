package org.bis5k.bench;

import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
import org.bis5k.model.NetworkOutputs;
import org.bis5k.model.TrainingPass;
import org.bis5k.train.loss.LossTarget;
import org.bis5k.train.loss.SegmentationLoss;
import org.bis5k.train.optimizer.Adam;

/** Whole training steps of a network: forward, loss, backward, Adam. */
final class TrainingStep implements AutoCloseable {

  private static final double RATE = 1e-4;

  private final TrainingPass pass;
  private long steps;

  TrainingStep(BcsNet net) {
    pass = TrainingPass.of(net);
  }

  /** One step; returns the loss, which must be finite. */
  double run(float[] images, float[] masks, int count, Size size) {
    LossTarget target = SegmentationLoss.BCE_IOU.target(masks, count, size);
    NetworkOutputs outputs = pass.forward(images, count, size);
    List<float[]> gradients = new ArrayList<>();
    double loss = 0;
    for (float[] logits : outputs.maps()) {
      float[] gradient = new float[logits.length];
      loss += target.evaluate(logits, gradient);
      gradients.add(gradient);
    }
    pass.backward(NetworkOutputs.of(count, size, gradients));
    pass.update(Adam.update(++steps, RATE));
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException("The loss of step " + steps + " is " + loss);
    }
    return loss;
  }

  /** Adam alone, on the last gradients. */
  void update() {
    pass.update(Adam.update(++steps, RATE));
  }

  @Override
  public void close() {
    pass.close();
  }
}

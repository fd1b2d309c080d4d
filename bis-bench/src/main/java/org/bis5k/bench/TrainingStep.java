package org.bis5k.bench;

import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
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
    float[][] outputs = pass.forward(images, count, size);
    float[][] gradients = new float[outputs.length][outputs[0].length];
    double loss = 0;
    for (int i = 0; i < outputs.length; i++) {
      loss += target.evaluate(outputs[i], gradients[i]);
    }
    pass.backward(gradients, count, size);
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

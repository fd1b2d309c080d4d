package org.bis5k.train.optimizer;

import java.util.Objects;
import org.bis5k.model.TrainingPass;

/**
 * Adam on flat arrays, in the float32 arithmetic of PyTorch's {@code torch.optim.Adam}: p -= lr *
 * (m / (1 - b1^n)) / (sqrt(v / (1 - b2^n)) + eps), coefficients in double, elements in float. The
 * raw gradient is clipped before weight decay is added. Kingma and Ba, <a
 * href="https://arxiv.org/abs/1412.6980">arXiv:1412.6980</a>.
 */
public final class Adam {

  private Adam() {}

  /**
   * One step of all parameters with PyTorch's default constants.
   *
   * @param n number of this step, counted from 1
   * @param rate the learning rate
   * @return the update to pass to {@link org.bis5k.model.TrainingPass#update}
   */
  public static TrainingPass.Update update(long n, double rate) {
    return (name, p, g, m, v, length) -> step(p, g, m, v, 0, length, n, AdamOptions.DEFAULT, rate);
  }

  /**
   * One step over the elements {@code from} (inclusive) to {@code to} (exclusive). Elements are
   * independent of each other: neither the order of slices nor threads change the result.
   *
   * @param p parameters, updated
   * @param g raw gradients, not changed
   * @param m running means of gradients, updated; zeros before the first step
   * @param v running means of squared gradients, updated; zeros before the first step
   * @param from first element
   * @param to one past the last element
   * @param n number of this step, counted from 1
   * @param options the constants
   * @param rate the learning rate of this step; 0 updates the means but not the parameters
   * @throws IllegalArgumentException if n is less than 1
   * @throws IndexOutOfBoundsException if an array is shorter than {@code to}
   */
  public static void step(
      float[] p,
      float[] g,
      float[] m,
      float[] v,
      int from,
      int to,
      long n,
      AdamOptions options,
      double rate) {
    if (n < 1) {
      throw new IllegalArgumentException("Adam's steps count from 1; found " + n);
    }
    int shortest = Math.min(Math.min(p.length, g.length), Math.min(m.length, v.length));
    Objects.checkFromToIndex(from, to, shortest);
    float keep1 = (float) options.beta1();
    float add1 = (float) (1 - options.beta1());
    float keep2 = (float) options.beta2();
    float add2 = (float) (1 - options.beta2());
    float stepSize = (float) (-rate / (1 - Math.pow(options.beta1(), n)));
    float root = (float) Math.sqrt(1 - Math.pow(options.beta2(), n));
    float epsilon = (float) options.epsilon();
    float decay = (float) options.weightDecay();
    float bound = (float) options.clip();
    for (int i = from; i < to; i++) {
      float gradient = Math.min(Math.max(g[i], -bound), bound) + decay * p[i];
      float mean = m[i] * keep1 + gradient * add1;
      float square = v[i] * keep2 + gradient * gradient * add2;
      m[i] = mean;
      v[i] = square;
      p[i] += stepSize * mean / ((float) Math.sqrt(square) / root + epsilon);
    }
  }
}

package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Softmax over the rows of a matrix and its gradient, in place. */
final class HostSoftmax {

  private HostSoftmax() {}

  /** Each row of the last side becomes its softmax. */
  static void rows(INDArray matrix) {
    int width = (int) matrix.size(matrix.rank() - 1);
    FloatBuffer values = HostMemory.floats(matrix);
    Parallel.forEach(
        (int) (matrix.length() / width),
        matrix.length(),
        row -> {
          float[] p = HostMemory.scratch(0, width);
          values.get(row * width, p, 0, width);
          Lanes.current().softmax(p, 0, width);
          values.put(row * width, p, 0, width);
        });
  }

  /** dS = P (dP - sum(P dP)) by rows, into {@code gradient}, which holds dP. */
  static void backward(INDArray probabilities, INDArray gradient) {
    int width = (int) probabilities.size(probabilities.rank() - 1);
    FloatBuffer p = HostMemory.floats(probabilities);
    FloatBuffer g = HostMemory.floats(gradient);
    Parallel.forEach(
        (int) (probabilities.length() / width),
        probabilities.length(),
        row -> {
          float[] prob = HostMemory.scratch(0, width);
          float[] grad = HostMemory.scratch(2, width);
          p.get(row * width, prob, 0, width);
          g.get(row * width, grad, 0, width);
          Lanes.current().softmaxBackward(prob, grad, 0, width);
          g.put(row * width, grad, 0, width);
        });
  }
}

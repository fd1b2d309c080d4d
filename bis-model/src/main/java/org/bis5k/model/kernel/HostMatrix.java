package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Matrices on host memory: softmax over rows with its gradient, in place, and transposition. */
final class HostMatrix {

  private HostMatrix() {}

  /** Each row of the last side becomes its softmax. */
  static void softmax(INDArray matrix) {
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
  static void softmaxBackward(INDArray probabilities, INDArray gradient) {
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

  /** to = the transpose of from, one task a band of rows. */
  static void transpose(INDArray from, INDArray to) {
    int rows = (int) from.size(0);
    int columns = (int) from.size(1);
    FloatBuffer in = HostMemory.floats(from);
    FloatBuffer out = HostMemory.floats(to);
    int tile = 32;
    int tilesDown = (rows + tile - 1) / tile;
    Parallel.forEach(
        tilesDown,
        from.length(),
        part -> {
          int top = part * tile;
          int height = Math.min(tile, rows - top);
          float[] block = HostMemory.scratch(0, height * columns);
          float[] line = HostMemory.scratch(1, tile);
          in.get(top * columns, block, 0, height * columns);
          for (int column = 0; column < columns; column++) {
            for (int row = 0; row < height; row++) {
              line[row] = block[row * columns + column];
            }
            out.put(column * rows + top, line, 0, height);
          }
        });
  }
}

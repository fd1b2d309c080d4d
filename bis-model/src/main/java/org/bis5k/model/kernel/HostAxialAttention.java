package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Axial attention in Java arrays, one task for each image or part of its rows. */
final class HostAxialAttention {

  /** The number of tasks below which images are split. */
  private static final int TASKS = 4;

  private final int images;
  private final int length;
  private final int narrowRows;
  private final int wideRows;
  private final int parts;
  private final int room;

  private HostAxialAttention(INDArray q, INDArray v, int length) {
    this.images = (int) q.size(0);
    this.length = length;
    this.narrowRows = (int) (q.length() / images / length);
    this.wideRows = (int) (v.length() / images / length);
    this.parts = Math.max(1, TASKS / images);
    this.room = Lanes.room(length);
  }

  static void forward(INDArray q, INDArray k, INDArray v, int length, INDArray out) {
    HostAxialAttention attention = new HostAxialAttention(q, v, length);
    float[] m = attention.weights(q, k);
    float[] turned = attention.turned(m, 1);
    attention.byRows(v, attention.wideRows, turned, out);
  }

  private int matrix() {
    return Lanes.wholeGroups(length) * room;
  }

  /** softmax over rows(Qt K) of each image. */
  private float[] weights(INDArray q, INDArray k) {
    float[] m = products(q, k, narrowRows, 0);
    Parallel.forEach(
        images * length,
        (long) images * length * length * 4,
        row -> Lanes.current().softmax(m, row / length * matrix() + row % length * room, length));
    return m;
  }

  /** Xt Y of each image. */
  private float[] products(INDArray x, INDArray y, int rows, int slot) {
    float[] result = HostMemory.shared(slot, images * matrix());
    FloatBuffer left = HostMemory.floats(x);
    FloatBuffer right = HostMemory.floats(y);
    int part = Lanes.wholeGroups((length + parts - 1) / parts);
    Parallel.forEach(
        images * parts,
        (long) images * rows * length * length,
        task -> {
          int image = task / parts;
          int first = task % parts * part;
          int count = Math.min(part, length - first);
          if (count <= 0) {
            return;
          }
          float[] a = HostMemory.scratch(0, rows * length);
          float[] at = HostMemory.scratch(1, rows * count);
          float[] b = HostMemory.scratch(2, rows * length + Lanes.SLACK);
          left.get(image * rows * length, a, 0, rows * length);
          right.get(image * rows * length, b, 0, rows * length);
          for (int i = 0; i < count; i++) {
            for (int row = 0; row < rows; row++) {
              at[i * rows + row] = a[row * length + first + i];
            }
          }
          float[] sums = HostMemory.scratch(3, Lanes.wholeGroups(count) * room);
          Lanes.current()
              .multiply(
                  Rows.every(rows, 0, count, at),
                  Rows.every(length, 0, rows, b),
                  sums,
                  0,
                  room,
                  length,
                  false);
          System.arraycopy(sums, 0, result, image * matrix() + first * room, count * room);
        });
    return result;
  }

  private float[] turned(float[] m, int slot) {
    float[] turned = HostMemory.shared(slot, images * matrix());
    for (int image = 0; image < images; image++) {
      int base = image * matrix();
      for (int i = 0; i < length; i++) {
        for (int j = 0; j < length; j++) {
          turned[base + j * room + i] = m[base + i * room + j];
        }
      }
    }
    return turned;
  }

  /** out = X M, the rows of X independent of each other. */
  private void byRows(INDArray x, int rows, float[] m, INDArray out) {
    FloatBuffer from = HostMemory.floats(x);
    FloatBuffer to = HostMemory.floats(out);
    int part = (rows + parts - 1) / parts;
    Parallel.forEach(
        images * parts,
        out.length() * length,
        task -> {
          int image = task / parts;
          int first = task % parts * part;
          int count = Math.min(part, rows - first);
          if (count <= 0) {
            return;
          }
          int at = (image * rows + first) * length;
          float[] a = HostMemory.scratch(0, count * length);
          from.get(at, a, 0, count * length);
          float[] sums = HostMemory.scratch(1, Lanes.wholeGroups(count) * room);
          Lanes.current()
              .multiply(
                  Rows.every(length, 0, count, a),
                  Rows.every(room, image * matrix(), length, m),
                  sums,
                  0,
                  room,
                  length,
                  false);
          for (int row = 1; row < count; row++) {
            System.arraycopy(sums, row * room, sums, row * length, length);
          }
          to.put(at, sums, 0, count * length);
        });
  }

  static void backward(
      INDArray q, INDArray k, INDArray v, int length, INDArray dOut, INDArray[] gradients) {
    HostAxialAttention attention = new HostAxialAttention(q, v, length);
    float[] m = attention.weights(q, k);
    attention.byRows(dOut, attention.wideRows, m, gradients[2]);
    float[] ds = attention.products(dOut, v, attention.wideRows, 1);
    attention.softmaxBackward(m, ds);
    attention.byRows(q, attention.narrowRows, ds, gradients[1]);
    attention.byRows(k, attention.narrowRows, attention.turned(ds, 0), gradients[0]);
  }

  private void softmaxBackward(float[] m, float[] ds) {
    Parallel.forEach(
        images * length,
        (long) images * length * length * 4,
        row ->
            Lanes.current()
                .softmaxBackward(m, ds, row / length * matrix() + row % length * room, length));
  }
}

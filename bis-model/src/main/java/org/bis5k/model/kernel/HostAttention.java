package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attention over all positions in Java arrays by blocks of rows, whose similarities stay in the
 * cache. The backward pass computes them again. Sums over rows are computed separately for a fixed
 * number of shares of the rows, so that results do not depend on the number of threads.
 */
final class HostAttention {

  /** The number of similarities of a block, about the size of the second-level cache. */
  private static final int BLOCK = 1 << 17;

  private static final int MOST_ROWS = 64;

  private final int images;
  private final int channels;
  private final int positions;
  private final int blockRows;
  private final float scale;

  private HostAttention(INDArray a) {
    images = (int) a.size(0);
    channels = (int) a.size(1);
    positions = (int) (a.size(2) * a.size(3));
    int rows = Math.max(1, BLOCK / positions / Lanes.GROUP) * Lanes.GROUP;
    blockRows = Math.min(MOST_ROWS, rows);
    scale = (float) (1 / Math.sqrt(channels));
  }

  static void forward(INDArray a, INDArray b, INDArray c, INDArray out) {
    new HostAttention(a).run(a, b, c, out);
  }

  static void backward(INDArray a, INDArray b, INDArray c, INDArray dOut, INDArray[] gradients) {
    new HostAttention(a).runBackward(a, b, c, dOut, gradients);
  }

  /** The number of shares into which the rows of an image are split for sums over rows. */
  static int shares(int positions) {
    return Math.max(1, Math.min(8, positions / 256));
  }

  private int size() {
    return channels * positions;
  }

  private void run(INDArray a, INDArray b, INDArray c, INDArray out) {
    Shared queries = new Shared(a, 0, scale);
    Shared keys = new Shared(b, 1, 1);
    Shared values = new Shared(c, 2, 1);
    FloatBuffer to = HostMemory.floats(out);
    int blocks = (positions + blockRows - 1) / blockRows;
    Parallel.forEach(
        images * blocks,
        (long) images * size() * positions,
        task -> {
          int image = task / blocks;
          int first = task % blocks * blockRows;
          int rows = Math.min(blockRows, positions - first);
          float[] p = probabilities(queries, keys, image, first, rows);
          int step = Lanes.room(channels);
          float[] sums = HostMemory.scratch(1, Lanes.wholeGroups(rows) * step);
          Rows weights = Rows.every(Lanes.room(positions), 0, rows, p);
          Lanes.current()
              .multiply(
                  weights, values.byPosition(image, 0, positions), sums, 0, step, channels, false);
          putTransposed(sums, step, rows, 1, to, image * size() + first);
        });
  }

  /** Rows {@code first} and following of softmax(a b), in this thread's first scratch array. */
  private float[] probabilities(Shared queries, Shared keys, int image, int first, int rows) {
    int step = Lanes.room(positions);
    float[] p = HostMemory.scratch(0, Lanes.wholeGroups(rows) * step);
    Lanes lanes = Lanes.current();
    lanes.multiply(
        queries.byPosition(image, first, rows),
        keys.byChannel(image, 0),
        p,
        0,
        step,
        positions,
        false);
    for (int row = 0; row < rows; row++) {
      lanes.softmax(p, row * step, positions);
    }
    return p;
  }

  /** Writes a rows x channels block as columns of a channels x positions matrix. */
  private void putTransposed(
      float[] block, int step, int rows, float factor, FloatBuffer to, int at) {
    float[] line = HostMemory.scratch(2, rows);
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < rows; row++) {
        line[row] = factor * block[row * step + channel];
      }
      to.put(at + channel * positions, line, 0, rows);
    }
  }

  private void runBackward(
      INDArray a, INDArray b, INDArray c, INDArray dOut, INDArray[] gradients) {
    Differentiation pass = new Differentiation(a, b, c, dOut, gradients[0]);
    int shareRows = Lanes.wholeGroups((positions + pass.shares - 1) / pass.shares);
    Parallel.forEach(
        images * pass.shares,
        (long) images * size() * positions,
        task -> {
          int from = task % pass.shares * shareRows;
          int to = Math.min(positions, from + shareRows);
          for (int first = from; first < to; first += blockRows) {
            pass.block(task, first, Math.min(blockRows, to - first), first > from);
          }
        });
    pass.collect(0, gradients[2]);
    pass.collect(1, gradients[1]);
  }

  /** The arrays of one backward pass. */
  private final class Differentiation {

    private final Shared queries;
    private final Shared keys;
    private final Shared values;
    private final Shared epsilon;
    private final FloatBuffer dQueries;
    private final int shares = shares(positions);
    private final int room = Lanes.wholeGroups(channels) * Lanes.room(positions);

    /** For each image and share the gradients of the values, then those of the keys. */
    private final float[] sums;

    Differentiation(INDArray a, INDArray b, INDArray c, INDArray dOut, INDArray dA) {
      queries = new Shared(a, 0, scale);
      keys = new Shared(b, 1, 1);
      values = new Shared(c, 2, 1);
      epsilon = new Shared(dOut, 3, 1);
      dQueries = HostMemory.floats(dA);
      sums = HostMemory.shared(8, images * shares * 2 * room);
    }

    /** The rows {@code first} and following of a share, a task of the images and shares. */
    void block(int task, int first, int rows, boolean add) {
      Lanes lanes = Lanes.current();
      int image = task / shares;
      float[] p = probabilities(queries, keys, image, first, rows);
      int step = Lanes.room(positions);
      Rows weights = Rows.every(step, 0, rows, p);
      int dValues = task * 2 * room;
      lanes.multiply(epsilon.byChannel(image, first), weights, sums, dValues, step, positions, add);
      float[] ds = HostMemory.scratch(1, Lanes.wholeGroups(rows) * step);
      Rows given = epsilon.byPosition(image, first, rows);
      lanes.multiply(given, values.byChannel(image, 0), ds, 0, step, positions, false);
      for (int row = 0; row < rows; row++) {
        lanes.softmaxBackward(p, ds, row * step, positions);
      }
      Rows slopes = Rows.every(step, 0, rows, ds);
      int dKeys = dValues + room;
      lanes.multiply(queries.byChannel(image, first), slopes, sums, dKeys, step, positions, add);
      int narrow = Lanes.room(channels);
      float[] da = HostMemory.scratch(3, Lanes.wholeGroups(rows) * narrow);
      lanes.multiply(slopes, keys.byPosition(image, 0, positions), da, 0, narrow, channels, false);
      putTransposed(da, narrow, rows, scale, dQueries, image * size() + first);
    }

    /** The sum of the shares, in their order. */
    void collect(int which, INDArray gradient) {
      FloatBuffer to = HostMemory.floats(gradient);
      int step = Lanes.room(positions);
      Parallel.forEach(
          images * channels,
          (long) images * size() * shares,
          task -> {
            int image = task / channels;
            int at = (image * shares * 2 + which) * room + task % channels * step;
            for (int share = 1; share < shares; share++) {
              int other = at + share * 2 * room;
              for (int i = 0; i < positions; i++) {
                sums[at + i] += sums[other + i];
              }
            }
            to.put(task * positions, sums, at, positions);
          });
    }
  }

  /** An input as Java arrays that all threads read: by channel as given, and by position. */
  private final class Shared {
    private final float[] byChannel;
    private final float[] byPosition;

    Shared(INDArray array, int index, float factor) {
      byChannel = HostMemory.shared(2 * index, images * size() + Lanes.SLACK);
      byPosition = HostMemory.shared(2 * index + 1, images * size() + Lanes.SLACK);
      FloatBuffer from = HostMemory.floats(array);
      int block = 16;
      int blocks = (channels + block - 1) / block;
      Parallel.forEach(
          images * blocks,
          (long) images * size(),
          task -> {
            int first = task % blocks * block;
            int count = Math.min(block, channels - first);
            int base = task / blocks * size();
            int at = base + first * positions;
            from.get(at, byChannel, at, count * positions);
            for (int i = at; i < at + count * positions; i++) {
              byChannel[i] *= factor;
            }
            for (int i = 0; i < positions; i++) {
              int to = base + i * channels + first;
              for (int c = 0; c < count; c++) {
                byPosition[to + c] = byChannel[at + c * positions + i];
              }
            }
          });
    }

    /** One row a channel, from position {@code first} on. */
    Rows byChannel(int image, int first) {
      return Rows.every(positions, image * size() + first, channels, byChannel);
    }

    Rows byPosition(int image, int first, int count) {
      return Rows.every(channels, image * size() + first * channels, count, byPosition);
    }
  }
}

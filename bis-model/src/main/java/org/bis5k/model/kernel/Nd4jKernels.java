package org.bis5k.model.kernel;

import java.util.Arrays;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The kernels as ND4J operations, for devices whose memory Java cannot reach. Intermediate arrays
 * live in a workspace for the time of a call.
 */
final class Nd4jKernels implements Kernels {

  private static final WorkspaceConfiguration WORKSPACE =
      WorkspaceConfiguration.builder()
          .initialSize(0)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policySpill(SpillPolicy.REALLOCATE)
          .build();

  private static MemoryWorkspace temporary() {
    return Nd4j.getWorkspaceManager().getAndActivateWorkspace(WORKSPACE, "BIS_KERNELS");
  }

  @Override
  public void convolve(INDArray x, INDArray w, ConvGeometry geometry, INDArray z) {
    Nd4jOps.convolve(x, w, geometry, z, geometry.dilation() == 1);
  }

  @Override
  public void convolveBackward(
      INDArray x, INDArray w, ConvGeometry geometry, INDArray dz, INDArray dx, INDArray dw) {
    Nd4jOps.convolveBackward(x, w, geometry, dz, dx, dw, geometry.dilation() == 1);
  }

  /** z = z scale + shift by channel, then ReLU if asked for. */
  private static void affine(INDArray z, INDArray scale, INDArray shift, boolean relu) {
    Nd4j.exec(new BroadcastMulOp(z, scale, z, 1));
    Nd4j.exec(new BroadcastAddOp(z, shift, z, 1));
    if (relu) {
      Transforms.max(z, 0, false);
    }
  }

  @Override
  public void normalizeInference(INDArray z, BatchNorm.Parameters p, boolean relu) {
    try (MemoryWorkspace ws = temporary()) {
      INDArray inverse = Transforms.sqrt(p.variance().add(BatchNorm.EPSILON), true).rdivi(1);
      INDArray scale = p.gamma().mul(inverse);
      affine(z, scale, p.beta().sub(p.mean().mul(scale)), relu);
    }
  }

  @Override
  public void normalizeTraining(
      INDArray z, BatchNorm.Parameters p, BatchNorm.Statistics batch, boolean relu, INDArray y) {
    try (MemoryWorkspace ws = temporary()) {
      double n = (double) z.length() / z.size(1);
      INDArray mean = z.mean(0, 2, 3);
      INDArray centred = z.dup('c');
      Nd4j.exec(new BroadcastAddOp(centred, mean.neg(), centred, 1));
      INDArray variance = centred.mul(centred).mean(0, 2, 3);
      double share = BatchNorm.MOMENTUM;
      p.mean().muli(1 - share).addi(mean.mul(share));
      p.variance().muli(1 - share).addi(variance.mul(share * n / (n - 1)));
      INDArray inverse = Transforms.sqrt(variance.add(BatchNorm.EPSILON), true).rdivi(1);
      copy(mean, batch.mean());
      copy(inverse, batch.inverseDeviation());
      y.assign(centred);
      affine(y, p.gamma().mul(inverse), p.beta(), relu);
    }
  }

  private static void copy(INDArray from, double[] to) {
    System.arraycopy(from.toDoubleVector(), 0, to, 0, to.length);
  }

  @Override
  public void normalizeAgain(
      INDArray z, BatchNorm.Parameters p, BatchNorm.Statistics batch, boolean relu, INDArray y) {
    try (MemoryWorkspace ws = temporary()) {
      y.assign(z);
      normalize(y, p, batch, relu);
    }
  }

  /** Normalises with the same operations as the training pass. */
  private static void normalize(
      INDArray y, BatchNorm.Parameters p, BatchNorm.Statistics batch, boolean relu) {
    INDArray mean = Nd4j.createFromArray(batch.mean()).castTo(y.dataType());
    INDArray inverse = Nd4j.createFromArray(batch.inverseDeviation()).castTo(y.dataType());
    Nd4j.exec(new BroadcastAddOp(y, mean.neg(), y, 1));
    affine(y, p.gamma().mul(inverse), p.beta(), relu);
  }

  @Override
  public void normalizeBackward(
      INDArray dy,
      INDArray z,
      BatchNorm.Parameters p,
      BatchNorm.Statistics batch,
      boolean relu,
      BatchNorm.Gradients gradients) {
    try (MemoryWorkspace ws = temporary()) {
      double n = (double) z.length() / z.size(1);
      INDArray mean = Nd4j.createFromArray(batch.mean()).castTo(z.dataType());
      INDArray inverse = Nd4j.createFromArray(batch.inverseDeviation()).castTo(z.dataType());
      INDArray g = dy.dup('c');
      if (relu) {
        INDArray y = z.dup('c');
        normalize(y, p, batch, true);
        g.muli(y.gt(0).castTo(dy.dataType()));
      }
      INDArray normalised = z.dup('c');
      affine(normalised, inverse, mean.neg().muli(inverse), false);
      INDArray sum = g.sum(0, 2, 3);
      INDArray product = g.mul(normalised).sum(0, 2, 3);
      gradients.beta().assign(sum);
      gradients.gamma().assign(product);
      INDArray scale = p.gamma().mul(inverse);
      Nd4j.exec(new BroadcastMulOp(normalised, product.mul(-1 / n), normalised, 1));
      g.addi(normalised);
      affine(g, scale, sum.mul(scale).muli(-1 / n), false);
      gradients.input().assign(g);
    }
  }

  @Override
  public void sum(INDArray[] inputs, boolean relu, INDArray out) {
    out.assign(inputs[0]);
    for (int i = 1; i < inputs.length; i++) {
      out.addi(inputs[i]);
    }
    if (relu) {
      Transforms.max(out, 0, false);
    }
  }

  @Override
  public void reluBackward(INDArray dy, INDArray out, INDArray dx) {
    try (MemoryWorkspace ws = temporary()) {
      dx.assign(dy).muli(out.gt(0).castTo(dy.dataType()));
    }
  }

  private static INDArrayIndex[] channels(int from, long count) {
    return new INDArrayIndex[] {
      NDArrayIndex.all(),
      NDArrayIndex.interval(from, from + count),
      NDArrayIndex.all(),
      NDArrayIndex.all()
    };
  }

  @Override
  public void concat(INDArray[] inputs, INDArray out) {
    int at = 0;
    for (INDArray input : inputs) {
      out.get(channels(at, input.size(1))).assign(input);
      at += (int) input.size(1);
    }
  }

  @Override
  public void slice(INDArray x, int from, INDArray out) {
    out.assign(x.get(channels(from, out.size(1))));
  }

  @Override
  public void sliceBackward(INDArray dy, int from, INDArray dx) {
    dx.assign(0);
    dx.get(channels(from, dy.size(1))).assign(dy);
  }

  @Override
  public void scale(INDArray x, double factor, INDArray out) {
    if (out != x) {
      out.assign(x);
    }
    out.muli(factor);
  }

  @Override
  public double dot(INDArray a, INDArray b) {
    try (MemoryWorkspace ws = temporary()) {
      return a.mul(b).sumNumber().doubleValue();
    }
  }

  @Override
  public void pool(INDArray x, PoolWindow pool, INDArray out) {
    Nd4jOps.pool(x, pool, out);
  }

  @Override
  public void poolBackward(INDArray x, INDArray out, PoolWindow pool, INDArray dy, INDArray dx) {
    // An average needs the input's shape alone; its memory may be freed by now.
    boolean maximum = pool.kind() == PoolWindow.Kind.MAXIMUM;
    Nd4jOps.poolBackward(maximum ? x : dx, pool, dy, dx);
  }

  @Override
  public void resize(INDArray x, Corners corners, INDArray out) {
    try (MemoryWorkspace ws = temporary()) {
      INDArray rows = weights(x.size(2), out.size(2), corners);
      INDArray columns = weights(x.size(3), out.size(3), corners);
      bilinear(x, rows, columns, out);
    }
  }

  @Override
  public void resizeBackward(INDArray dy, Corners corners, INDArray dx) {
    try (MemoryWorkspace ws = temporary()) {
      INDArray rows = weights(dx.size(2), dy.size(2), corners);
      INDArray columns = weights(dx.size(3), dy.size(3), corners);
      bilinear(dy, rows.transpose().dup('c'), columns.transpose().dup('c'), dx);
    }
  }

  /** The outputs x inputs matrix of one side. */
  private static INDArray weights(long inputs, long outputs, Corners corners) {
    Interpolation weights = Interpolation.of((int) inputs, (int) outputs, corners);
    return Nd4j.createFromArray(weights.matrix()).reshape('c', outputs, inputs);
  }

  /** out = A X Bt for every plane X. */
  private static void bilinear(INDArray x, INDArray a, INDArray b, INDArray out) {
    long planes = x.size(0) * x.size(1);
    long height = x.size(2);
    INDArray wide =
        x.reshape('c', planes * height, x.size(3))
            .mmul(b.transpose())
            .dup('c')
            .reshape('c', planes, height, b.size(0));
    INDArray turned =
        wide.permute(0, 2, 1)
            .dup('c')
            .reshape('c', planes * b.size(0), height)
            .mmul(a.transpose())
            .dup('c')
            .reshape('c', planes, b.size(0), a.size(0));
    out.assign(turned.permute(0, 2, 1).dup('c').reshape('c', out.shape()));
  }

  @Override
  public void attend(INDArray a, INDArray b, INDArray c, INDArray out) {
    BlockedAttention.forward(this, a, b, c, out);
  }

  @Override
  public void attendBackward(
      INDArray a, INDArray b, INDArray c, INDArray dOut, INDArray[] gradients) {
    BlockedAttention.backward(this, a, b, c, dOut, gradients);
  }

  @Override
  public void attendAxially(INDArray q, INDArray k, INDArray v, int length, INDArray out) {
    BatchedAttention.forward(this, q, k, v, length, out);
  }

  @Override
  public void attendAxiallyBackward(
      INDArray q, INDArray k, INDArray v, int length, INDArray dOut, INDArray[] gradients) {
    BatchedAttention.backward(this, q, k, v, length, dOut, gradients);
  }

  @Override
  public void softmaxRows(INDArray matrix) {
    Nd4j.exec(
        DynamicCustomOp.builder("softmax")
            .addInputs(matrix)
            .addOutputs(matrix)
            .addIntegerArguments(matrix.rank() - 1)
            .build());
  }

  @Override
  public void softmaxRowsBackward(INDArray probabilities, INDArray gradient) {
    try (MemoryWorkspace ws = temporary()) {
      int last = probabilities.rank() - 1;
      long rows = probabilities.length() / probabilities.size(last);
      INDArray p = probabilities.reshape('c', rows, probabilities.size(last));
      INDArray g = gradient.reshape('c', rows, probabilities.size(last));
      g.subiColumnVector(p.mul(g).sum(true, 1)).muli(p);
    }
  }

  @Override
  public void transpose(INDArray from, INDArray to) {
    to.assign(from.transpose());
  }

  private static INDArray part(INDArray array, long at, int length) {
    return array.reshape(array.length()).get(NDArrayIndex.interval(at, at + length));
  }

  @Override
  public void write(float[] values, int length, INDArray to, long at) {
    try (MemoryWorkspace ws = temporary()) {
      part(to, at, length).assign(Nd4j.createFromArray(Arrays.copyOf(values, length)));
    }
  }

  @Override
  public void read(INDArray from, long at, float[] values, int length) {
    try (MemoryWorkspace ws = temporary()) {
      float[] copy = part(from, at, length).dup('c').toFloatVector();
      System.arraycopy(copy, 0, values, 0, length);
    }
  }
}

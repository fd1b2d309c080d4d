package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The kernels on host memory: some products and convolutions by ND4J, the others in Java. */
final class HostKernels implements Kernels {

  @Override
  public void convolve(INDArray x, INDArray w, ConvGeometry geometry, INDArray z) {
    HostConvolution.forward(x, w, geometry, z);
  }

  @Override
  public void convolveBackward(
      INDArray x, INDArray w, ConvGeometry geometry, INDArray dz, INDArray dx, INDArray dw) {
    HostConvolution.backward(x, w, geometry, dz, dx, dw);
  }

  @Override
  public void normalizeInference(INDArray z, BatchNorm.Parameters parameters, boolean relu) {
    HostBatchNorm.inference(z, parameters, relu);
  }

  @Override
  public void convolveInference(
      INDArray x,
      INDArray w,
      ConvGeometry geometry,
      BatchNorm.Parameters parameters,
      boolean relu,
      INDArray z) {
    HostConvolution.inference(x, w, geometry, parameters, relu, z);
  }

  @Override
  public void normalizeTraining(
      INDArray z,
      BatchNorm.Parameters parameters,
      BatchNorm.Statistics batch,
      boolean relu,
      INDArray y) {
    HostBatchNorm.training(z, parameters, batch, relu, y);
  }

  @Override
  public void normalizeAgain(
      INDArray z,
      BatchNorm.Parameters parameters,
      BatchNorm.Statistics batch,
      boolean relu,
      INDArray y) {
    HostBatchNorm.again(z, parameters, batch, relu, y);
  }

  @Override
  public void normalizeBackward(
      INDArray dy,
      INDArray z,
      BatchNorm.Parameters parameters,
      BatchNorm.Statistics batch,
      boolean relu,
      BatchNorm.Gradients gradients) {
    HostBatchNorm.backward(dy, z, parameters, batch, relu, gradients);
  }

  @Override
  public void sum(INDArray[] inputs, boolean relu, INDArray out) {
    HostElementwise.sum(inputs, relu, out);
  }

  @Override
  public void reluBackward(INDArray dy, INDArray out, INDArray dx) {
    HostElementwise.reluBackward(dy, out, dx);
  }

  @Override
  public void concat(INDArray[] inputs, INDArray out) {
    int at = 0;
    for (INDArray input : inputs) {
      int channels = (int) input.size(1);
      HostElementwise.copyChannels(input, 0, out, at, channels);
      at += channels;
    }
  }

  @Override
  public void slice(INDArray x, int from, INDArray out) {
    HostElementwise.copyChannels(x, from, out, 0, (int) out.size(1));
  }

  @Override
  public void sliceBackward(INDArray dy, int from, INDArray dx) {
    int channels = (int) dy.size(1);
    HostElementwise.clearChannels(dx, 0, from);
    HostElementwise.copyChannels(dy, 0, dx, from, channels);
    HostElementwise.clearChannels(dx, from + channels, (int) dx.size(1));
  }

  @Override
  public void scale(INDArray x, double factor, INDArray out) {
    HostElementwise.scale(x, (float) factor, out);
  }

  @Override
  public double dot(INDArray a, INDArray b) {
    return HostElementwise.dot(a, b);
  }

  @Override
  public void pool(INDArray x, PoolWindow pool, INDArray out) {
    HostPooling.forward(x, pool, out);
  }

  @Override
  public void poolBackward(INDArray x, INDArray out, PoolWindow pool, INDArray dy, INDArray dx) {
    HostPooling.backward(x, out, pool, dy, dx);
  }

  @Override
  public void resize(INDArray x, Corners corners, INDArray out) {
    HostResize.forward(x, corners, out);
  }

  @Override
  public void resizeBackward(INDArray dy, Corners corners, INDArray dx) {
    HostResize.backward(dy, corners, dx);
  }

  @Override
  public void attend(INDArray a, INDArray b, INDArray c, INDArray out) {
    if (Lanes.current().vectors()) {
      HostAttention.forward(a, b, c, out);
    } else {
      BlockedAttention.forward(this, a, b, c, out);
    }
  }

  @Override
  public void attendBackward(
      INDArray a, INDArray b, INDArray c, INDArray dOut, INDArray[] gradients) {
    if (Lanes.current().vectors()) {
      HostAttention.backward(a, b, c, dOut, gradients);
    } else {
      BlockedAttention.backward(this, a, b, c, dOut, gradients);
    }
  }

  @Override
  public void attendAxially(INDArray q, INDArray k, INDArray v, int length, INDArray out) {
    if (Lanes.current().vectors()) {
      HostAxialAttention.forward(q, k, v, length, out);
    } else {
      BatchedAttention.forward(this, q, k, v, length, out);
    }
  }

  @Override
  public void attendAxiallyBackward(
      INDArray q, INDArray k, INDArray v, int length, INDArray dOut, INDArray[] gradients) {
    if (Lanes.current().vectors()) {
      HostAxialAttention.backward(q, k, v, length, dOut, gradients);
    } else {
      BatchedAttention.backward(this, q, k, v, length, dOut, gradients);
    }
  }

  @Override
  public void softmaxRows(INDArray matrix) {
    HostMatrix.softmax(matrix);
  }

  @Override
  public void softmaxRowsBackward(INDArray probabilities, INDArray gradient) {
    HostMatrix.softmaxBackward(probabilities, gradient);
  }

  @Override
  public void transpose(INDArray from, INDArray to) {
    HostMatrix.transpose(from, to);
  }

  @Override
  public void write(float[] values, int length, INDArray to, long at) {
    HostMemory.floats(to).put(Math.toIntExact(at), values, 0, length);
  }

  @Override
  public void read(INDArray from, long at, float[] values, int length) {
    HostMemory.floats(from).get(Math.toIntExact(at), values, 0, length);
  }
}

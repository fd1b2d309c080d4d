package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arithmetic under the layers, on float32 NCHW arrays in C order: one implementation on host
 * memory, one of ND4J ops alone for devices whose memory Java cannot reach. Chosen once, from the
 * backend that runs; both give the same numbers up to rounding.
 */
public interface Kernels {

  /** The implementation for the backend that runs. */
  static Kernels current() {
    return Backend.kernels();
  }

  /** z = w * x, zero-padded as the geometry says; x N x in x H x W, w out x in x kh x kw. */
  void convolve(INDArray x, INDArray w, ConvGeometry geometry, INDArray z);

  /** Gradients of {@link #convolve}: dx and dw are overwritten. */
  void convolveBackward(
      INDArray x, INDArray w, ConvGeometry geometry, INDArray dz, INDArray dx, INDArray dw);

  /** Batch normalisation with running statistics, in place, with ReLU if asked for. */
  void normaliseInference(INDArray z, BatchNormParameters parameters, boolean relu);

  /** {@link #convolve}, then {@link #normaliseInference} of its result. */
  default void convolveInference(
      INDArray x,
      INDArray w,
      ConvGeometry geometry,
      BatchNormParameters parameters,
      boolean relu,
      INDArray z) {
    convolve(x, w, geometry, z);
    normaliseInference(z, parameters, relu);
  }

  /** Batch normalisation of z into y with the batch's own statistics; moves the running ones. */
  void normaliseTraining(
      INDArray z, BatchNormParameters parameters, BatchStatistics batch, boolean relu, INDArray y);

  /** {@link #normaliseTraining} once more, bit by bit, with the statistics that it found. */
  void normaliseAgain(
      INDArray z, BatchNormParameters parameters, BatchStatistics batch, boolean relu, INDArray y);

  /** Gradients of {@link #normaliseTraining} given dy; y is computed again where ReLU needs it. */
  void normaliseBackward(
      INDArray dy,
      INDArray z,
      BatchNormParameters parameters,
      BatchStatistics batch,
      boolean relu,
      BatchNormGradients gradients);

  /** out = sum of the inputs, all of one shape, with ReLU if asked for. */
  void sum(INDArray[] inputs, boolean relu, INDArray out);

  /** dx = dy where out is positive, else 0. */
  void reluBackward(INDArray dy, INDArray out, INDArray dx);

  /** out = inputs joined along the channels. */
  void concat(INDArray[] inputs, INDArray out);

  /** out = channels from.. of x, as many as out has. */
  void slice(INDArray x, int from, INDArray out);

  /** dx = dy at channels from.., 0 elsewhere. */
  void sliceBackward(INDArray dy, int from, INDArray dx);

  /** out = factor times x; out may be x. */
  void scale(INDArray x, double factor, INDArray out);

  /** The sum of the products of all elements. */
  double dot(INDArray a, INDArray b);

  /** Maximum or average over windows. */
  void pool(INDArray x, PoolWindow pool, INDArray out);

  /** Gradient of {@link #pool}. */
  void poolBackward(INDArray x, INDArray out, PoolWindow pool, INDArray dy, INDArray dx);

  /** Bilinear resize to the size of out. */
  void resize(INDArray x, Corners corners, INDArray out);

  /** Gradient of {@link #resize}. */
  void resizeBackward(INDArray dy, Corners corners, INDArray dx);

  /** out = softmax over rows(c^(-1/2) At B) Ct the attention over all positions. */
  void attend(INDArray a, INDArray b, INDArray c, INDArray out);

  /** Gradients of {@link #attend} for a, b and c. */
  void attendBackward(INDArray a, INDArray b, INDArray c, INDArray dOut, INDArray[] gradients);

  /**
   * out = V Mt with M = softmax over rows(Qt K), rows {@code length} long: the attention along rows
   * or columns.
   */
  void attendAxially(INDArray q, INDArray k, INDArray v, int length, INDArray out);

  /** Gradients of {@link #attendAxially} for q, k and v. */
  void attendAxiallyBackward(
      INDArray q, INDArray k, INDArray v, int length, INDArray dOut, INDArray[] gradients);

  /** Each row (the last side) of a matrix or batch of matrices becomes its softmax, in place. */
  void softmaxRows(INDArray matrix);

  /** dS = P (dP - sum(P dP)) by rows; {@code gradient} holds dP before and dS after. */
  void softmaxRowsBackward(INDArray probabilities, INDArray gradient);

  /** to = the transpose of from, both of rank 2. */
  void transpose(INDArray from, INDArray to);

  /** to = values, in C order. */
  default void write(float[] values, INDArray to) {
    write(values, values.length, to, 0);
  }

  /** The elements of {@code to} from {@code at} on, in C order, = the first of values. */
  void write(float[] values, int length, INDArray to, long at);

  /** values = from, in C order. */
  default void read(INDArray from, float[] values) {
    read(from, 0, values, values.length);
  }

  /** The first of values = the elements of {@code from} from {@code at} on, in C order. */
  void read(INDArray from, long at, float[] values, int length);
}

package org.bis5k.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arithmetic of the layers. Arrays are float32 in C order, feature maps N x C x H x W. Results
 * are written into given arrays, which are overwritten completely and must not be inputs of the
 * same call unless the method says so. One implementation works on host memory, the other uses ND4J
 * operations alone, for devices whose memory Java cannot reach; both agree up to rounding.
 */
public interface Kernels {

  /**
   * The implementation for the backend that runs.
   *
   * @return the kernels, one instance per process
   */
  static Kernels current() {
    return Backend.kernels();
  }

  /**
   * Convolution without bias.
   *
   * @param x N x in x H x W
   * @param w weights, out x in x kernel height x kernel width
   * @param geometry channels, kernel, stride, dilation and padding
   * @param z the result, N x out x H' x W'
   */
  void convolve(INDArray x, INDArray w, ConvGeometry geometry, INDArray z);

  /**
   * Gradients of {@link #convolve}.
   *
   * @param x the input of the convolution
   * @param w its weights
   * @param geometry its geometry
   * @param dz gradient of the result
   * @param dx receives the gradient of x
   * @param dw receives the gradient of w
   */
  void convolveBackward(
      INDArray x, INDArray w, ConvGeometry geometry, INDArray dz, INDArray dx, INDArray dw);

  /**
   * Batch normalisation with the running statistics.
   *
   * @param z N x C x H x W, normalised in place
   * @param parameters parameters and running statistics
   * @param relu whether ReLU follows
   */
  void normalizeInference(INDArray z, BatchNorm.Parameters parameters, boolean relu);

  /**
   * {@link #convolve} followed by {@link #normalizeInference} of its result.
   *
   * @param x N x in x H x W
   * @param w weights, out x in x kernel height x kernel width
   * @param geometry channels, kernel, stride, dilation and padding
   * @param parameters parameters and running statistics of the normalisation
   * @param relu whether ReLU follows
   * @param z the result, N x out x H' x W'
   */
  default void convolveInference(
      INDArray x,
      INDArray w,
      ConvGeometry geometry,
      BatchNorm.Parameters parameters,
      boolean relu,
      INDArray z) {
    convolve(x, w, geometry, z);
    normalizeInference(z, parameters, relu);
  }

  /**
   * Batch normalisation with the statistics of the batch. Updates the running statistics.
   *
   * @param z N x C x H x W, at least two values per channel
   * @param parameters parameters and running statistics
   * @param batch receives the statistics of the batch
   * @param relu whether ReLU follows
   * @param y the result, of z's shape
   */
  void normalizeTraining(
      INDArray z,
      BatchNorm.Parameters parameters,
      BatchNorm.Statistics batch,
      boolean relu,
      INDArray y);

  /**
   * Repeats {@link #normalizeTraining} with stored statistics, bit by bit. The running statistics
   * stay as they are.
   *
   * @param z N x C x H x W
   * @param parameters parameters
   * @param batch the statistics of the first pass
   * @param relu whether ReLU follows
   * @param y the result, of z's shape
   */
  void normalizeAgain(
      INDArray z,
      BatchNorm.Parameters parameters,
      BatchNorm.Statistics batch,
      boolean relu,
      INDArray y);

  /**
   * Gradients of {@link #normalizeTraining}. The result y is computed again where ReLU needs it.
   *
   * @param dy gradient of y
   * @param z the input of the normalisation
   * @param parameters its parameters
   * @param batch the statistics of the forward pass
   * @param relu whether ReLU followed
   * @param gradients receives the gradients
   */
  void normalizeBackward(
      INDArray dy,
      INDArray z,
      BatchNorm.Parameters parameters,
      BatchNorm.Statistics batch,
      boolean relu,
      BatchNorm.Gradients gradients);

  /**
   * Sum of arrays.
   *
   * @param inputs at least one array, all of one shape
   * @param relu whether ReLU follows
   * @param out the result; may be the first input
   */
  void sum(INDArray[] inputs, boolean relu, INDArray out);

  /**
   * Gradient of ReLU.
   *
   * @param dy gradient of the output
   * @param out the output of ReLU
   * @param dx receives dy where out is positive, else 0
   */
  void reluBackward(INDArray dy, INDArray out, INDArray dx);

  /**
   * Joins arrays along the channels.
   *
   * @param inputs arrays that agree in N, H and W
   * @param out the result, with the sum of their channels
   */
  void concat(INDArray[] inputs, INDArray out);

  /**
   * Copies consecutive channels.
   *
   * @param x N x C x H x W
   * @param from the first channel
   * @param out the result, which has as many channels as are copied
   */
  void slice(INDArray x, int from, INDArray out);

  /**
   * Gradient of {@link #slice}.
   *
   * @param dy gradient of the result
   * @param from the first channel
   * @param dx receives dy in the copied channels and 0 in all others
   */
  void sliceBackward(INDArray dy, int from, INDArray dx);

  /**
   * Product with a number.
   *
   * @param x an array of any shape
   * @param factor the number
   * @param out the result; may be x
   */
  void scale(INDArray x, double factor, INDArray out);

  /**
   * Inner product.
   *
   * @param a an array of any shape
   * @param b an array of the same shape
   * @return the sum of the products of all elements, added in double
   */
  double dot(INDArray a, INDArray b);

  /**
   * Maximum or average over windows.
   *
   * @param x N x C x H x W
   * @param pool the window
   * @param out the result, N x C x H' x W'
   */
  void pool(INDArray x, PoolWindow pool, INDArray out);

  /**
   * Gradient of {@link #pool}.
   *
   * @param x the input, whose values are read by maximum pooling only
   * @param out the output
   * @param pool the window
   * @param dy gradient of the output
   * @param dx receives the gradient of the input
   */
  void poolBackward(INDArray x, INDArray out, PoolWindow pool, INDArray dy, INDArray dx);

  /**
   * Bilinear resize without antialiasing.
   *
   * @param x N x C x H x W
   * @param corners how positions map
   * @param out the result, N x C x H' x W'
   */
  void resize(INDArray x, Corners corners, INDArray out);

  /**
   * Gradient of {@link #resize}.
   *
   * @param dy gradient of the result
   * @param corners how positions map
   * @param dx receives the gradient of the input
   */
  void resizeBackward(INDArray dy, Corners corners, INDArray dx);

  /**
   * Attention over all positions: per image, with A, B and C the inputs as P x c matrices (P = H W
   * positions), out = softmax over rows(c^(-1/2) A Bt) C.
   *
   * @param a N x c x H x W
   * @param b of a's shape
   * @param c of a's shape
   * @param out the result, of a's shape
   */
  void attend(INDArray a, INDArray b, INDArray c, INDArray out);

  /**
   * Gradients of {@link #attend}.
   *
   * @param a the first input
   * @param b the second input
   * @param c the third input
   * @param dOut gradient of the result
   * @param gradients three arrays, which receive the gradients of a, b and c
   */
  void attendBackward(INDArray a, INDArray b, INDArray c, INDArray dOut, INDArray[] gradients);

  /**
   * Axial attention: per image, with Q, K and V the inputs viewed row-major as matrices whose rows
   * have {@code length} elements, out = V Mt where M = softmax over rows(Qt K).
   *
   * @param q N x c' x H x W
   * @param k of q's shape
   * @param v N x c x H x W
   * @param length H or W
   * @param out the result, of v's shape
   */
  void attendAxially(INDArray q, INDArray k, INDArray v, int length, INDArray out);

  /**
   * Gradients of {@link #attendAxially}.
   *
   * @param q the first input
   * @param k the second input
   * @param v the third input
   * @param length H or W
   * @param dOut gradient of the result
   * @param gradients three arrays, which receive the gradients of q, k and v
   */
  void attendAxiallyBackward(
      INDArray q, INDArray k, INDArray v, int length, INDArray dOut, INDArray[] gradients);

  /**
   * Softmax over the last dimension, in place.
   *
   * @param matrix a matrix or a batch of matrices
   */
  void softmaxRows(INDArray matrix);

  /**
   * Gradient of {@link #softmaxRows}: dS = P (dP - sum(P dP)) by rows.
   *
   * @param probabilities P, the result of the softmax
   * @param gradient holds dP before and dS after the call
   */
  void softmaxRowsBackward(INDArray probabilities, INDArray gradient);

  /**
   * Transposes a matrix.
   *
   * @param from m x n
   * @param to the result, n x m
   */
  void transpose(INDArray from, INDArray to);

  /**
   * Copies a Java array into an ND4J array.
   *
   * @param values as many values as the target has, in C order
   * @param to the target
   */
  default void write(float[] values, INDArray to) {
    write(values, values.length, to, 0);
  }

  /**
   * Copies part of a Java array into part of an ND4J array.
   *
   * @param values the values, from index 0
   * @param length how many values
   * @param to the target
   * @param at index of the first element written, in C order
   */
  void write(float[] values, int length, INDArray to, long at);

  /**
   * Copies an ND4J array into a Java array.
   *
   * @param from the source
   * @param values receives the elements, in C order
   */
  default void read(INDArray from, float[] values) {
    read(from, 0, values, values.length);
  }

  /**
   * Copies part of an ND4J array into a Java array.
   *
   * @param from the source
   * @param at index of the first element read, in C order
   * @param values receives the elements, from index 0
   * @param length how many elements
   */
  void read(INDArray from, long at, float[] values, int length);
}

package org.bis5k.model.graph;

import java.util.Arrays;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.kernel.BatchNorm;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.kernel.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a {@link ConvUnit}. Training normalises with the mean and the biased variance of the batch
 * and updates the running statistics with momentum 0.1 and the unbiased variance, as PyTorch's
 * {@code BatchNorm2d} does.
 */
final class ConvUnitLayer extends RunningLayer<ConvUnit> {

  private static final long serialVersionUID = 1L;

  private transient INDArray convolved;
  private transient BatchNorm.Statistics statistics;

  ConvUnitLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private Kernels kernels() {
    return Kernels.current();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr memory) {
    ConvUnit unit = layerConf();
    ConvGeometry geometry = unit.geometry;
    long[] shape = geometry.outputShape(checkedInput().shape());
    if (training && unit.normalized()) {
      checkPositions(shape);
    }
    INDArray z = fresh(memory, ArrayType.ACTIVATIONS, shape);
    if (unit.normalized() && !training) {
      kernels().convolveInference(input, params.get("weight"), geometry, affine(), unit.relu, z);
      return z;
    }
    kernels().convolve(input, params.get("weight"), geometry, z);
    if (!unit.normalized()) {
      return z;
    }
    INDArray y = fresh(memory, ArrayType.ACTIVATIONS, shape);
    if (PassMemory.isRecalling(memory)) {
      kernels().normalizeAgain(z, affine(), statistics, unit.relu, y);
    } else {
      statistics = BatchNorm.Statistics.reuse(statistics, geometry.out());
      kernels().normalizeTraining(z, affine(), statistics, unit.relu, y);
    }
    convolved = z;
    return y;
  }

  /** Gives back the convolution's result; it must be computed again before the backward pass. */
  void forget(LayerWorkspaceMgr memory) {
    PassMemory.giveBack(memory, convolved);
    convolved = null;
  }

  private BatchNorm.Parameters affine() {
    return new BatchNorm.Parameters(
        params.get("gamma"), params.get("beta"), params.get("mean"), params.get("var"));
  }

  private INDArray checkedInput() {
    int channels = layerConf().geometry.in();
    if (input.rank() != 4 || input.size(1) != channels) {
      throw new IllegalArgumentException(
          "%s takes N x %d x H x W; found %s"
              .formatted(layerConf().convName, channels, Arrays.toString(input.shape())));
    }
    return input;
  }

  private void checkPositions(long[] shape) {
    if (shape[0] * shape[2] * shape[3] < 2) {
      throw new InvalidInputException(
          ("%s: training needs more than one value per channel for batch normalisation; found one"
                  + " image with a feature map of %dx%d. Use a larger batch or larger images")
              .formatted(layerConf().normName, shape[2], shape[3]));
    }
  }

  @Override
  INDArray backward(INDArray epsilon, LayerWorkspaceMgr memory) {
    ConvUnit unit = layerConf();
    INDArray dz = epsilon;
    if (unit.normalized()) {
      // The gradient of the convolution's result takes the place of that result.
      dz = convolved;
      kernels()
          .normalizeBackward(
              epsilon,
              convolved,
              affine(),
              statistics,
              unit.relu,
              new BatchNorm.Gradients(gradientViews.get("gamma"), gradientViews.get("beta"), dz));
    }
    INDArray dx = fresh(memory, ArrayType.ACTIVATION_GRAD, input.shape());
    kernels()
        .convolveBackward(
            input, params.get("weight"), unit.geometry, dz, dx, gradientViews.get("weight"));
    PassMemory.giveBack(memory, convolved);
    convolved = null;
    return dx;
  }

  @Override
  public void clear() {
    super.clear();
    convolved = null;
  }
}

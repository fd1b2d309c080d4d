package org.bis5k.model.graph;

import org.bis5k.model.kernel.Kernels;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a {@link GraphOp} as a node of DL4J's graph. Every array that it returns is new. */
@SuppressWarnings("overrides") // of the framework's two supertypes among themselves
final class OpNode extends BaseGraphVertex {

  private static final long serialVersionUID = 1L;

  private final transient GraphOp op;
  private transient INDArray output;

  OpNode(ComputationGraph graph, String name, int index, GraphOp op, DataType dataType) {
    super(graph, name, index, null, null, dataType);
    this.op = op;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr memory) {
    long[][] shapes = new long[inputs.length][];
    for (int i = 0; i < inputs.length; i++) {
      shapes[i] = inputs[i].shape();
    }
    INDArray out =
        memory.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, op.outputShape(shapes), 'c');
    op.forward(Kernels.current(), inputs, out);
    output = training ? out : null;
    return out;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr memory) {
    INDArray[] gradients = new INDArray[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      if (!op.passesGradientTo(i)) {
        continue;
      }
      gradients[i] =
          memory.createUninitialized(
              ArrayType.ACTIVATION_GRAD, DataType.FLOAT, inputs[i].shape(), 'c');
    }
    op.backward(Kernels.current(), new GraphOp.Backward(inputs, output, epsilon, gradients));
    return new Pair<>(null, gradients);
  }

  @Override
  public void clear() {
    super.clear();
    output = null;
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public Layer getLayer() {
    return null;
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray view) {
    if (view != null) {
      throw new IllegalArgumentException(vertexName + " has no parameters");
    }
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int batch) {
    return null;
  }

  @Override
  public String toString() {
    return vertexName + ": " + op;
  }
}

package org.bis5k.model.graph;

import java.util.List;
import org.bis5k.model.kernel.Kernels;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Executes the steps of passes on the nodes of a DL4J graph, and holds the arrays between them. */
final class StepExecutor {

  private final NetworkPlan plan;
  private final GraphVertex[] vertices;
  private final PassMemory memory;
  private final INDArray[] activations;
  private final INDArray[] gradients;

  /** The gradients of the inputs of the last node that ran backward. */
  private INDArray[] inputGradients = {};

  StepExecutor(NetworkPlan plan, ComputationGraph graph, PassMemory memory) {
    this.plan = plan;
    this.memory = memory;
    vertices =
        plan.nodes().stream().map(node -> graph.getVertex(node.name())).toArray(GraphVertex[]::new);
    activations = new INDArray[vertices.length];
    gradients = new INDArray[vertices.length];
  }

  GraphVertex vertex(int node) {
    return vertices[node];
  }

  /** The outputs of the nodes, null where there is none or it was given back. */
  INDArray[] activations() {
    return activations;
  }

  /** The gradients of the nodes' outputs, null where there is none or it was given back. */
  INDArray[] gradients() {
    return gradients;
  }

  void execute(PassStep step, boolean trains) {
    int node = step.node();
    switch (step.kind()) {
      case INPUT, OUTPUT_GRADIENT -> {}
      case RUN -> activations[node] = compute(node, trains);
      case DROP -> drop(activations, node);
      case FORGET -> convolution(node).forget(memory);
      case RECALL -> activations[node] = recall(node);
      case RECALL_CONVOLUTION -> memory.giveBack(recall(node));
      case BACKWARD -> inputGradients = differentiate(node);
      case STORE_GRADIENT -> gradients[source(step)] = inputGradients[step.input()];
      case ADD_GRADIENT -> add(gradients[source(step)], inputGradients[step.input()]);
      case DROP_GRADIENT -> {
        vertices[node].clear();
        drop(gradients, node);
      }
    }
  }

  private INDArray compute(int node, boolean trains) {
    GraphVertex vertex = vertices[node];
    List<Integer> inputs = plan.nodes().get(node).inputs();
    for (int k = 0; k < inputs.size(); k++) {
      vertex.setInput(k, activations[inputs.get(k)], memory);
    }
    INDArray output = vertex.doForward(trains, memory);
    if (!trains) {
      vertex.clear();
    }
    return output;
  }

  /** Runs a node forward once more, with the statistics of the first time. */
  private INDArray recall(int node) {
    memory.recall(true);
    try {
      return compute(node, true);
    } finally {
      memory.recall(false);
    }
  }

  private ConvUnitLayer convolution(int node) {
    return (ConvUnitLayer) vertices[node].getLayer();
  }

  private INDArray[] differentiate(int node) {
    vertices[node].setEpsilon(gradients[node]);
    return vertices[node].doBackward(false, memory).getSecond();
  }

  private int source(PassStep step) {
    return plan.nodes().get(step.node()).inputs().get(step.input());
  }

  private void add(INDArray sum, INDArray gradient) {
    Kernels.current().sum(new INDArray[] {sum, gradient}, false, sum);
    memory.giveBack(gradient);
  }

  private void drop(INDArray[] arrays, int node) {
    if (arrays[node] != null) {
      memory.giveBack(arrays[node]);
      arrays[node] = null;
    }
  }

  /** Gives back all arrays of a pass, also of one that failed or had no backward pass. */
  void release() {
    for (int i = 0; i < vertices.length; i++) {
      drop(activations, i);
      drop(gradients, i);
      vertices[i].clear();
    }
    memory.giveBackAll();
  }
}

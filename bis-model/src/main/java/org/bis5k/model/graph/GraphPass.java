package org.bis5k.model.graph;

import java.util.Arrays;
import java.util.Objects;
import org.bis5k.model.kernel.Kernels;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a graph's nodes forward and backward in topological order, giving each array back as soon as
 * its last reader is done. (DL4J's own {@code output} leaks native memory and its {@code fit} keeps
 * every array of a step; the nodes run under those too.)
 */
public final class GraphPass implements AutoCloseable {

  private static final NodeClock UNTIMED = (node, backward, nanos) -> {};

  private final GraphVertex[] vertices;
  private final int[] order;
  private final NetworkPlan plan;
  private final int[] outputs;
  private final PassMemory memory = new PassMemory();
  private final INDArray[] activations;
  private final INDArray[] gradients;
  private RecomputedPart[] recomputed;
  private boolean keepsAll;
  private NodeClock clock = UNTIMED;
  private PassAdvice advice = (mode, room, shape) -> "Less of everything would fit";
  private long[] inputShape;
  private boolean trains;

  /**
   * The passes of a graph.
   *
   * @param graph an initialised graph
   */
  public GraphPass(ComputationGraph graph) {
    vertices = graph.getVertices();
    order = graph.topologicalSortOrder();
    plan = NetworkPlan.of(graph);
    outputs =
        graph.getConfiguration().getNetworkOutputs().stream()
            .mapToInt(name -> graph.getVertex(name).getVertexIndex())
            .toArray();
    recomputed = new RecomputedPart[order.length];
    activations = new INDArray[vertices.length];
    gradients = new INDArray[vertices.length];
  }

  /**
   * The passes of a network that can say what would fit where its images do not.
   *
   * @param graph an initialised graph
   * @param advice asked when a pass runs out of memory
   * @return the passes
   */
  public static GraphPass of(ComputationGraph graph, PassAdvice advice) {
    GraphPass pass = new GraphPass(graph);
    pass.advice = advice;
    return pass;
  }

  /**
   * The arrays of the passes.
   *
   * @return the memory, from which inputs and output gradients are taken
   */
  public PassMemory memory() {
    return memory;
  }

  /**
   * Chooses whether training passes keep the encoder's inner activations.
   *
   * @param again true to drop them and compute them again in the backward pass
   */
  public void recompute(boolean again) {
    recomputed = again ? plan.recomputedParts() : new RecomputedPart[order.length];
  }

  /**
   * Sets the listener that is given the time of every node.
   *
   * @param listener the listener, or null for none
   */
  public void time(NodeClock listener) {
    clock = listener == null ? UNTIMED : listener;
  }

  /** Keeps every output of the following training passes, for {@link #activation}. */
  public void keepAll() {
    keepsAll = true;
  }

  /**
   * A node's output, after a training forward pass and before {@link #backward}.
   *
   * @param vertex DL4J's index of the node
   * @return the array, or null if it was given back
   */
  public INDArray activation(int vertex) {
    return activations[vertex];
  }

  /**
   * A forward pass.
   *
   * @param training whether batch statistics are used and what {@link #backward} reads is kept; of
   *     the rest the nodes keep the shapes alone
   * @param inputs one array for each input of the graph, taken from {@link #memory()}
   * @return the outputs; valid until {@link #release()} or the end of {@link #backward}
   */
  public INDArray[] forward(boolean training, INDArray... inputs) {
    inputShape = inputs[0].shape();
    trains = training;
    int[] readers = plan.readers();
    for (int i = 0; i < order.length; i++) {
      GraphVertex vertex = vertices[order[i]];
      if (vertex.isInputVertex()) {
        activations[order[i]] = inputs[order[i]];
        continue;
      }
      VertexIndices[] sources = vertex.getInputVertices();
      for (int k = 0; k < sources.length; k++) {
        vertex.setInput(k, activations[sources[k].getVertexIndex()], memory);
      }
      long start = System.nanoTime();
      try {
        activations[order[i]] = vertex.doForward(training, memory);
      } catch (OutOfMemoryError e) {
        throw MemoryShortage.forward(vertex, e, advice());
      }
      clock.ran(i, false, System.nanoTime() - start);
      if (!training) {
        vertex.clear();
      }
      for (int source : plan.nodes().get(i).inputs()) {
        if (--readers[source] == 0 && !(training && (keepsAll || plan.isKept(source)))) {
          drop(activations, order[source]);
        }
      }
      if (training && recomputed[i] != null) {
        forget(recomputed[i]);
      }
    }
    INDArray[] results = new INDArray[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      results[i] = activations[outputs[i]];
    }
    return results;
  }

  /**
   * The backward pass after a training forward pass: parameter gradients go to the graph's flat
   * gradient vector.
   *
   * @param outputGradients one array for each output, taken from {@link #memory()}
   * @return the gradients of the inputs; valid until {@link #release()}
   */
  public INDArray[] backward(INDArray... outputGradients) {
    for (int i = 0; i < outputs.length; i++) {
      add(outputs[i], outputGradients[i]);
    }
    int inputs = 0;
    for (int step = order.length - 1; step >= 0; step--) {
      int index = order[step];
      GraphVertex vertex = vertices[index];
      if (vertex.isInputVertex()) {
        inputs++;
        continue;
      }
      if (recomputed[step] != null) {
        recall(recomputed[step]);
      }
      if (gradients[index] != null) {
        long start = System.nanoTime();
        backward(vertex, index);
        clock.ran(step, true, System.nanoTime() - start);
      }
      vertex.clear();
      drop(gradients, index);
      drop(activations, index);
    }
    INDArray[] results = new INDArray[inputs];
    System.arraycopy(gradients, 0, results, 0, inputs);
    return results;
  }

  private String advice() {
    PassMode mode =
        !trains ? PassMode.INFERENCE : isRecomputing() ? PassMode.RECOMPUTING : PassMode.TRAINING;
    return advice.of(mode, memory.room(), inputShape);
  }

  private boolean isRecomputing() {
    return Arrays.stream(recomputed).anyMatch(Objects::nonNull);
  }

  private void forget(RecomputedPart part) {
    if (!keepsAll) {
      part.forgotten().forEach(node -> drop(activations, order[node]));
    }
    for (int node : part.members()) {
      if (vertices[order[node]].getLayer() instanceof ConvUnitLayer unit) {
        unit.forget(memory);
      }
    }
  }

  /** Runs a part forward once more, with the statistics of the first time. */
  private void recall(RecomputedPart part) {
    memory.recall(true);
    for (int node : part.members()) {
      GraphVertex vertex = vertices[order[node]];
      VertexIndices[] sources = vertex.getInputVertices();
      for (int k = 0; k < sources.length; k++) {
        vertex.setInput(k, activations[sources[k].getVertexIndex()], memory);
      }
      INDArray output = vertex.doForward(true, memory);
      if (activations[order[node]] == null) {
        activations[order[node]] = output;
      } else {
        memory.giveBack(output);
      }
    }
    memory.recall(false);
  }

  private void backward(GraphVertex vertex, int index) {
    vertex.setEpsilon(gradients[index]);
    INDArray[] inputGradients;
    try {
      inputGradients = vertex.doBackward(false, memory).getSecond();
    } catch (OutOfMemoryError e) {
      throw MemoryShortage.backward(vertex, e, advice());
    }
    VertexIndices[] sources = vertex.getInputVertices();
    for (int i = 0; i < sources.length; i++) {
      if (inputGradients[i] != null) {
        add(sources[i].getVertexIndex(), inputGradients[i]);
      }
    }
  }

  private void add(int index, INDArray gradient) {
    if (gradients[index] == null) {
      gradients[index] = gradient;
      return;
    }
    INDArray[] both = {gradients[index], gradient};
    Kernels.current().sum(both, false, gradients[index]);
    memory.giveBack(gradient);
  }

  private void drop(INDArray[] arrays, int index) {
    if (arrays[index] != null) {
      memory.giveBack(arrays[index]);
      arrays[index] = null;
    }
  }

  /** Gives back whatever a pass left, also one that failed half-way or had no backward pass. */
  public void release() {
    for (int i = 0; i < vertices.length; i++) {
      drop(activations, i);
      drop(gradients, i);
      vertices[i].clear();
    }
    memory.giveBackAll();
  }

  @Override
  public void close() {
    release();
    memory.close();
  }
}

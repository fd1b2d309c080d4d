package org.bis5k.model.graph;

import java.util.List;
import org.bis5k.data.InvalidInputException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a network forward and backward by its {@link PassSchedule}, which gives each array back as
 * soon as its last reader is done. DL4J's own {@code output} leaks native memory and its {@code
 * fit} keeps every array of a step; the nodes run under those too.
 */
public final class GraphPass implements AutoCloseable {

  private static final Clock UNTIMED = (node, backward, nanos) -> {};

  /** Receives the time that nodes take. */
  @FunctionalInterface
  public interface Clock {

    /**
     * A node has run. Several calls for one node and pass add up.
     *
     * @param node its position in {@link #plan()}
     * @param backward whether the backward pass runs
     * @param nanos nanoseconds
     */
    void ran(int node, boolean backward, long nanos);
  }

  /** Says what would fit where a pass ran out of memory. */
  @FunctionalInterface
  public interface Advice {

    /**
     * One sentence for a pass that did not fit.
     *
     * @param mode what was running
     * @param room bytes that activations and working arrays may take together
     * @param images N, C, H, W of the images that did not fit
     * @return the advice, without a full stop
     */
    String of(PassMode mode, long room, long[] images);
  }

  private final NetworkPlan plan;
  private final StepExecutor executor;
  private final Advice advice;
  private final PassMemory memory = new PassMemory();
  private PassMode trainingMode = PassMode.TRAINING;
  private boolean keepsAll;
  private PassSchedule inference;
  private PassSchedule training;
  private Clock clock = UNTIMED;
  private long[] inputShape;

  private GraphPass(NetworkPlan plan, ComputationGraph graph, Advice advice) {
    this.plan = plan;
    this.advice = advice;
    executor = new StepExecutor(plan, graph, memory);
  }

  /**
   * The passes of a network.
   *
   * @param network the description
   * @param graph the network as {@link NetworkGraph#instantiate()} made it
   * @return the passes
   */
  public static GraphPass of(NetworkGraph network, ComputationGraph graph) {
    return of(network, graph, (mode, room, shape) -> "Less of everything would fit");
  }

  /**
   * The passes of a network that can say what would fit where its images do not.
   *
   * @param network the description
   * @param graph the network as {@link NetworkGraph#instantiate()} made it
   * @param advice asked when a pass runs out of memory
   * @return the passes
   */
  public static GraphPass of(NetworkGraph network, ComputationGraph graph, Advice advice) {
    return new GraphPass(NetworkPlan.of(network, graph), graph, advice);
  }

  /**
   * The nodes that the passes run.
   *
   * @return the plan
   */
  public NetworkPlan plan() {
    return plan;
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
   * Takes an array for an input or for the gradient of an output.
   *
   * @param what what it is for, such as "the images", for messages
   * @param trains whether it is for a training pass
   * @param shape N, C, H, W
   * @return an uninitialised array of {@link #memory()}
   * @throws InvalidInputException if memory does not suffice
   */
  public INDArray take(String what, boolean trains, long... shape) {
    try {
      return memory.take(shape);
    } catch (OutOfMemoryError e) {
      String advised = advice(trains, shape);
      release();
      throw MemoryShortage.of(what, shape, e, advised);
    }
  }

  /**
   * Chooses what training passes do.
   *
   * @param mode training, or training that drops inner activations and computes them again
   */
  public void train(PassMode mode) {
    trainingMode = mode;
    training = null;
  }

  /**
   * Sets the listener that is given the time of every node.
   *
   * @param listener the listener, or null for none
   */
  public void time(Clock listener) {
    clock = listener == null ? UNTIMED : listener;
  }

  /** Keeps every output of the following training passes, for {@link #activation}. */
  public void keepAll() {
    keepsAll = true;
    training = null;
  }

  /**
   * A node's output, after a training forward pass and before {@link #backward}.
   *
   * @param node the node's position in {@link #plan()}
   * @return the array, or null if it was given back
   */
  public INDArray activation(int node) {
    return executor.activations()[node];
  }

  private PassSchedule schedule(boolean trains) {
    if (!trains) {
      inference = inference == null ? PassSchedule.of(plan, PassMode.INFERENCE, false) : inference;
      return inference;
    }
    training = training == null ? PassSchedule.of(plan, trainingMode, keepsAll) : training;
    return training;
  }

  /**
   * A forward pass.
   *
   * @param trains whether batch statistics are used and what {@link #backward} reads is kept; of
   *     the rest the nodes keep the shapes alone
   * @param inputs one array for each input of the network, in the order of their declaration, taken
   *     from {@link #memory()}
   * @return the outputs; valid until {@link #release()} or the end of {@link #backward}
   * @throws InvalidInputException if memory does not suffice, naming the layer
   */
  public INDArray[] forward(boolean trains, INDArray... inputs) {
    inputShape = inputs[0].shape();
    for (int i = 0; i < inputs.length; i++) {
      executor.activations()[plan.inputs().get(i)] = inputs[i];
    }
    run(schedule(trains).forward(), trains, false);
    return plan.outputs().stream().map(i -> executor.activations()[i]).toArray(INDArray[]::new);
  }

  /**
   * The backward pass after a training forward pass. Parameter gradients go to the graph's flat
   * gradient vector.
   *
   * @param outputGradients one array for each output, taken from {@link #memory()}
   * @return the gradients of the inputs, null where none flows; valid until {@link #release()}
   * @throws InvalidInputException if memory does not suffice, naming the layer
   */
  public INDArray[] backward(INDArray... outputGradients) {
    for (int i = 0; i < outputGradients.length; i++) {
      executor.gradients()[plan.outputs().get(i)] = outputGradients[i];
    }
    run(schedule(true).backward(), true, true);
    return plan.inputs().stream().map(i -> executor.gradients()[i]).toArray(INDArray[]::new);
  }

  /** Executes steps; a pass that fails leaves no arrays behind. */
  private void run(List<PassStep> steps, boolean trains, boolean backward) {
    PassStep step = null;
    try {
      for (PassStep next : steps) {
        step = next;
        long start = System.nanoTime();
        executor.execute(step, trains);
        if (step.kind().computes()) {
          clock.ran(step.node(), backward, System.nanoTime() - start);
        }
      }
    } catch (OutOfMemoryError e) {
      InvalidInputException shortage =
          MemoryShortage.in(executor.vertex(step.node()), backward, e, advice(trains, inputShape));
      release();
      throw shortage;
    } catch (RuntimeException e) {
      release();
      throw e;
    }
  }

  private String advice(boolean trains, long[] shape) {
    return advice.of(trains ? trainingMode : PassMode.INFERENCE, memory.room(), shape);
  }

  /** Gives back all arrays of a pass, also of one that failed or had no backward pass. */
  public void release() {
    executor.release();
  }

  @Override
  public void close() {
    release();
    memory.close();
  }
}

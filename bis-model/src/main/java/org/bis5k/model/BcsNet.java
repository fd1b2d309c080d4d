package org.bis5k.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.graph.GraphPass;
import org.bis5k.model.graph.NetworkGraph;
import org.bis5k.model.kernel.Backend;
import org.bis5k.model.kernel.Kernels;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.StateDictMatch;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * BCSNet, the baseline network of the BIS5k data set: a Res2Net-50 encoder whose stages are refined
 * by CCR and TIR, four context encoders, and five axial-attention decoders. Parameters go by the
 * names of the released PyTorch checkpoints. Use from one thread at a time.
 */
public final class BcsNet implements AutoCloseable {

  /** Height and width must be multiples of this, the encoder's output stride. */
  public static final int STRIDE = BcsNetGraph.STRIDE;

  /** The number of outputs: the prediction and four more supervised maps. */
  public static final int OUTPUTS = BcsNetGraph.OUTPUTS;

  private final BcsNetOptions options;
  private final NetworkGraph network;
  private final ComputationGraph graph;
  private final GraphPass pass;
  private final NetworkWeights weights;
  private final String source;

  private BcsNet(BcsNetOptions options, String source) {
    this.options = options;
    this.source = source;
    Backend.kernels();
    network = BcsNetGraph.of(options);
    graph = network.instantiate();
    pass =
        GraphPass.of(
            network,
            graph,
            (mode, room, shape) -> new ShortageAdvice(options, mode, room).of(shape));
    weights = new NetworkWeights(network, graph);
  }

  /**
   * Makes a network with initial weights.
   *
   * @param options width and seed
   * @return the network
   */
  public static BcsNet create(BcsNetOptions options) {
    BcsNet net = new BcsNet(options, "The network in memory");
    net.weights.reset(options.seed());
    return net;
  }

  /**
   * Opens a file and makes the network of its weights.
   *
   * @param file a {@code .pth} or {@code .safetensors} file; a training checkpoint is accepted, and
   *     the optimizer's tensors in it are left out
   * @return the network
   * @throws InvalidInputException if the file cannot be read, is not of a BCSNet, or holds NaN or
   *     infinite values
   */
  public static BcsNet load(Path file) {
    try (WeightFile weights = WeightFile.open(file)) {
      return of(weights, file);
    }
  }

  /**
   * Makes the network of weights, which tell its width. All values are copied.
   *
   * @param weights the tensors of a BCSNet; the optimizer's tensors of a training checkpoint are
   *     left out
   * @param source the file they came from, for messages
   * @return the network
   * @throws InvalidInputException if they are not of a BCSNet, or hold NaN or infinite values
   */
  public static BcsNet of(WeightFile weights, Path source) {
    WeightFile own = TrainingPass.withoutOptimizer(weights);
    int divisor = requireWhole(own, source).widthDivisor();
    BcsNet net = new BcsNet(BcsNetOptions.ofWidth(divisor), source.toString());
    try {
      net.load(own, source);
      return net;
    } catch (RuntimeException e) {
      net.close();
      throw e;
    }
  }

  /**
   * Requires the weights of a whole BCSNet. Whether all tensors are present is not checked.
   *
   * @param weights the weights
   * @param source the file they came from, for messages
   * @return their kind
   * @throws InvalidInputException if they are a bare backbone or belong to another network
   */
  public static WeightKind requireWhole(WeightFile weights, Path source) {
    WeightKind kind = WeightKind.of(weights);
    if (kind.family() != WeightKind.Family.BCSNET) {
      throw InvalidInputException.in(
          source,
          "expected the weights of a BCSNet; found "
              + (kind.family() == WeightKind.Family.RES2NET
                  ? "a bare Res2Net, which can only start a training (Model.backbone)"
                  : "another network's"));
    }
    return kind;
  }

  /**
   * The options of this network.
   *
   * @return width and seed
   */
  public BcsNetOptions options() {
    return options;
  }

  /**
   * The description that the graph, the weights and the passes derive from.
   *
   * @return nodes and checkpoint tensors
   */
  public NetworkGraph description() {
    return network;
  }

  /**
   * The DL4J graph: input "image" N x 3 x H x W, outputs a0 .. a4. Its parameters are this
   * network's own.
   *
   * @return the graph, not a copy
   */
  public ComputationGraph graph() {
    return graph;
  }

  /**
   * Sets all weights by name. The names and shapes must match exactly.
   *
   * @param weights tensors with the names and shapes of this network's checkpoint
   * @param source the file they came from, for messages
   * @throws InvalidInputException listing all tensors that are missing, unexpected or of another
   *     shape; or naming a tensor that holds NaN or infinite values, when those before it are set
   */
  public void load(WeightFile weights, Path source) {
    StateDictMatch.of(network.layout().shapes(), weights).require(source);
    this.weights.load(weights, source);
  }

  /**
   * Sets the encoder's weights.
   *
   * @param weights a bare Res2Net-50 v1b 26w x 4s, or the {@code resnet.*} part of a BCSNet
   * @param source the file they came from, for messages
   * @throws InvalidInputException listing all tensors that are missing, unexpected or of another
   *     shape; or naming a tensor that holds NaN or infinite values, when those before it are set
   */
  public void loadBackbone(WeightFile weights, Path source) {
    WeightFile backbone = WeightKind.backboneOf(weights);
    StateDictMatch.of(network.layout().module(WeightKind.BACKBONE).shapes(), backbone)
        .require(source);
    this.weights.load(backbone, source);
  }

  void set(String name, Tensor tensor) {
    weights.set(name, tensor);
  }

  /**
   * A copy of all weights in checkpoint order, running statistics and unused tensors included.
   *
   * @param metadata the metadata of the copy
   * @return the weights
   */
  public WeightFile weights(Map<String, String> metadata) {
    return weights.copy(metadata);
  }

  /**
   * A copy of one parameter or running statistic.
   *
   * @param name its name in a checkpoint
   * @return its values in C order
   */
  public float[] values(String name) {
    return weights.values(name);
  }

  /**
   * Computes the outputs in inference mode.
   *
   * @param images count x 3 x H x W normalised floats
   * @param count the number of images
   * @param size H and W, multiples of 16
   * @return the five outputs; all logits are finite
   * @throws InvalidInputException if a side is no multiple of 16; if memory does not suffice,
   *     naming the layer and what it asked for; or if an output is not finite, naming the output
   */
  public NetworkOutputs logits(float[] images, int count, Size size) {
    NetworkOutputs outputs;
    try {
      outputs =
          NetworkOutputs.read(count, size, pass.forward(false, image(false, images, count, size)));
    } finally {
      pass.release();
    }
    for (int i = 0; i < outputs.outputs(); i++) {
      new OutputCheck(source, "out" + i).requireFinite(outputs.output(i), size);
    }
    return outputs;
  }

  /** The images as an array of the pass. */
  INDArray image(boolean trains, float[] images, int count, Size size) {
    requireUsable(size);
    if (images.length != 3 * count * size.pixels()) {
      throw new IllegalArgumentException(
          count + " images of 3x" + size + " expected; found " + images.length + " values");
    }
    INDArray array = pass.take("the images", trains, count, 3, size.height(), size.width());
    Kernels.current().write(images, array);
    return array;
  }

  /**
   * Checks an input size.
   *
   * @param size height and width
   * @throws InvalidInputException if a side is no multiple of 16; it says which sizes work
   */
  public static void requireUsable(Size size) {
    if (size.height() % STRIDE != 0 || size.width() % STRIDE != 0) {
      throw new InvalidInputException(
          ("BCSNet takes heights and widths that are multiples of %d; found %s (height x width)."
                  + " The nearest size that works is %s")
              .formatted(STRIDE, size, new Size(nearest(size.height()), nearest(size.width()))));
    }
  }

  private static int nearest(int side) {
    return Math.max(STRIDE, Math.round((float) side / STRIDE) * STRIDE);
  }

  /**
   * The passes over this network's graph.
   *
   * @return the pass, not a copy
   */
  public GraphPass pass() {
    return pass;
  }

  NetworkWeights state() {
    return weights;
  }

  /**
   * The number of parameters of each layer.
   *
   * @return the summary
   */
  public ModelSummary summary() {
    return ModelSummary.of(options, network.layout());
  }

  /**
   * The backend that computes, in words, for logs and provenance.
   *
   * @return for example {@code ND4J 1.0.0-M2.1 on CPU with oneDNN, kernels: host in vectors}
   */
  public static String backend() {
    return Backend.description();
  }

  /** Frees the native memory of passes, parameters and gradients. */
  @Override
  public void close() {
    pass.close();
    graph.close();
  }

  @Override
  public String toString() {
    return "BCSNet, width divisor "
        + options.widthDivisor()
        + ", outputs "
        + Arrays.toString(graph.getConfiguration().getNetworkOutputs().toArray());
  }
}

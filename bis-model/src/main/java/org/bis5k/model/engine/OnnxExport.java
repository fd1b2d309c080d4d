package org.bis5k.model.engine;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.model.BcsNet;
import org.bis5k.model.TrainingPass;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.network.BcsNetParameters;
import org.bis5k.model.weights.StateDictMatch;
import org.bis5k.model.weights.WeightFile;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * A BCSNet as an ONNX model for inference: operator set {@value #OPSET}, batch normalisation folded
 * into the convolutions, input {@code image} batch x 3 x height x width, outputs {@code out0} (the
 * prediction) to {@code out4} batch x 1 x height x width, all float32; the outputs are logits.
 * Batch, height and width are free; height and width must be multiples of 16.
 */
public final class OnnxExport {

  /** The version of ONNX's operator set that the model uses. */
  public static final int OPSET = 17;

  /** The name of the input. */
  public static final String INPUT = "image";

  private static final int IR_VERSION = 8;

  private final OnnxNodes nodes;
  private final ModelProto header;
  private final long externalAbove;

  private OnnxExport(OnnxNodes nodes, ModelProto header, long externalAbove) {
    this.nodes = nodes;
    this.header = header;
    this.externalAbove = externalAbove;
  }

  /**
   * What a model says of itself, and when it becomes two files.
   *
   * @param preprocessing how images become its input
   * @param metadata further entries, such as a weight file's own; they do not replace those of the
   *     preprocessing
   * @param externalAbove a model of more bytes keeps its weights in a second file; at most
   *     2,147,483,647, the most that one file can hold
   */
  public record Options(
      Preprocessing preprocessing, Map<String, String> metadata, long externalAbove) {

    /**
     * Checks the bound and copies the entries.
     *
     * @param preprocessing how images become its input
     * @param metadata further entries
     * @param externalAbove bytes
     * @throws IllegalArgumentException if the bound is negative or above 2,147,483,647
     */
    public Options {
      metadata = Map.copyOf(metadata);
      if (externalAbove < 0 || externalAbove > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "An ONNX file holds at most 2147483647 bytes; found the bound " + externalAbove);
      }
    }

    /**
     * One file wherever that is possible.
     *
     * @param preprocessing how images become the model's input
     * @param metadata further entries
     * @return the options
     */
    public static Options of(Preprocessing preprocessing, Map<String, String> metadata) {
      return new Options(preprocessing, metadata, Integer.MAX_VALUE);
    }
  }

  /**
   * The export of a network as it is; it must not change before the model is written.
   *
   * @param network the network
   * @param options what the model says of itself
   * @return the export
   */
  public static OnnxExport of(BcsNet network, Options options) {
    return of(
        network.graph().getConfiguration(),
        network.options().widthDivisor(),
        network::values,
        options);
  }

  /**
   * The export of weights, which are read as they are needed.
   *
   * @param weights the tensors of a BCSNet of any width; an optimiser's among them are passed over
   * @param source the file they came from, for messages
   * @param options what the model says of itself
   * @return the export
   * @throws InvalidInputException if they are no BCSNet's; every difference is listed
   */
  public static OnnxExport of(WeightFile weights, Path source, Options options) {
    WeightFile own = TrainingPass.withoutOptimiser(weights);
    int divisor = BcsNet.requireWhole(own, source).widthDivisor();
    StateDictMatch.of(BcsNetParameters.of(divisor).shapes(), own).require(source);
    return of(divisor, name -> own.tensors().get(name).toFloats(), options);
  }

  static OnnxExport of(int divisor, Function<String, float[]> parameters, Options options) {
    return of(BcsNetGraph.of(BcsNetOptions.ofWidth(divisor)), divisor, parameters, options);
  }

  private static OnnxExport of(
      ComputationGraphConfiguration graph,
      int divisor,
      Function<String, float[]> parameters,
      Options options) {
    return new OnnxExport(
        OnnxTranslation.of(graph, parameters), header(divisor, options), options.externalAbove());
  }

  private static ModelProto header(int divisor, Options options) {
    Provenance build = Provenance.now(0, "", "", Map.of());
    Map<String, String> metadata = new TreeMap<>(options.metadata());
    metadata.put("network", "BCSNet, width divisor " + divisor);
    metadata.put("channels", "RGB, (value / 255 - mean) / std");
    metadata.putAll(options.preprocessing().toMetadata());
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("bis5k")
            .setProducerVersion(build.version() + " (" + build.commit() + ")")
            .setDocString(
                "BCSNet: breast-cancer tissue segmentation. out0 is the prediction, in logits")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
    metadata.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build();
  }

  /** The name of an output. */
  static String output(int index) {
    return "out" + index;
  }

  /**
   * Whether a file is taken for an ONNX model: by its name, for the format has no mark.
   *
   * @param file a file, which need not exist
   * @return true for names that end in {@code .onnx}
   */
  public static boolean isOnnx(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  /**
   * What a model says of itself; its graph and weights are passed over.
   *
   * @param file an ONNX model
   * @return its metadata, in the file's order
   * @throws InvalidInputException if the file is missing or no ONNX model
   */
  public static Map<String, String> metadata(Path file) {
    return OnnxMetadata.read(file);
  }

  /**
   * Writes the model. Weights that need a second file go to one of the same name and {@code .data}
   * beside it, which must stay there.
   *
   * @param file ends in {@code .onnx}; replaced if it exists
   * @return the files written, the model last
   * @throws InvalidInputException if the name ends otherwise or a file cannot be written
   */
  public List<Path> write(Path file) {
    if (!isOnnx(file)) {
      throw InvalidInputException.in(file, "expected a name that ends in .onnx");
    }
    return new OnnxFile(header, nodes, externalAbove).write(file);
  }
}

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
import org.bis5k.model.graph.NetworkGraph;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.StateDictMatch;
import org.bis5k.model.weights.WeightFile;

/**
 * The export of a BCSNet as an ONNX model for inference. The model has operator set {@value
 * #OPSET}, and batch normalisation is folded into the convolutions. Its input {@code image} is
 * batch x 3 x height x width, its outputs {@code out0} (the prediction) to {@code out4} are logits,
 * batch x 1 x height x width; all are float32. Batch, height and width are free; height and width
 * must be multiples of 16.
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
   * What the model's metadata say, and when its weights go to a second file.
   *
   * @param preprocessing how images become the model's input
   * @param metadata further entries, such as those of the weight file; an entry of the
   *     preprocessing takes precedence over one with the same key
   * @param externalAbove if the model takes more bytes than this, its weights go to a second file;
   *     0 to 2,147,483,647, the most that one file can hold
   */
  public record Options(
      Preprocessing preprocessing, Map<String, String> metadata, long externalAbove) {

    /**
     * Makes options.
     *
     * @param preprocessing how images become the model's input
     * @param metadata further entries, which are copied
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
     * Returns options without further entries, with one file if one can hold the model.
     *
     * @param preprocessing how images become the model's input
     * @return the options
     */
    public static Options of(Preprocessing preprocessing) {
      return new Options(preprocessing, Map.of(), Integer.MAX_VALUE);
    }

    /**
     * Replaces the preprocessing.
     *
     * @param other how images become the model's input
     * @return options that differ in nothing else
     */
    public Options withPreprocessing(Preprocessing other) {
      return new Options(other, metadata, externalAbove);
    }

    /**
     * Replaces the further entries.
     *
     * @param other the entries
     * @return options that differ in nothing else
     */
    public Options withMetadata(Map<String, String> other) {
      return new Options(preprocessing, other, externalAbove);
    }

    /**
     * Replaces the bound above which weights go to a second file.
     *
     * @param bytes 0 to 2,147,483,647
     * @return options that differ in nothing else
     * @throws IllegalArgumentException if the bound is out of range
     */
    public Options withExternalAbove(long bytes) {
      return new Options(preprocessing, metadata, bytes);
    }
  }

  /**
   * Prepares the export of a network in memory, which must not change before the model is written.
   *
   * @param network the network
   * @param options metadata of the model, and the bound of a single file
   * @return the export
   */
  public static OnnxExport of(BcsNet network, Options options) {
    return of(network.description(), network.options().widthDivisor(), network::values, options);
  }

  /**
   * Prepares the export of weights. Their values are read when the model is written.
   *
   * @param weights the tensors of a BCSNet of any width; the optimizer's tensors of a training
   *     checkpoint are left out
   * @param source the file they came from, for messages
   * @param options metadata of the model, and the bound of a single file
   * @return the export
   * @throws InvalidInputException if they are not of a BCSNet. If a value is not finite, {@link
   *     #write} throws it
   */
  public static OnnxExport of(WeightFile weights, Path source, Options options) {
    WeightFile own = TrainingPass.withoutOptimizer(weights);
    int divisor = BcsNet.requireWhole(own, source).widthDivisor();
    NetworkGraph network = BcsNetGraph.of(BcsNetOptions.ofWidth(divisor));
    StateDictMatch.of(network.layout().shapes(), own).require(source);
    return of(network, divisor, name -> own.finiteFloats(name, source), options);
  }

  static OnnxExport of(int divisor, Function<String, float[]> parameters, Options options) {
    return of(BcsNetGraph.of(BcsNetOptions.ofWidth(divisor)), divisor, parameters, options);
  }

  private static OnnxExport of(
      NetworkGraph network, int divisor, Function<String, float[]> parameters, Options options) {
    return new OnnxExport(
        OnnxTranslation.of(network, parameters), header(divisor, options), options.externalAbove());
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

  /** Returns the name of an output. */
  static String output(int index) {
    return "out" + index;
  }

  /**
   * Tells whether a file is taken for an ONNX model. Its name decides, because the format has no
   * mark of its own.
   *
   * @param file a file, which need not exist
   * @return true if the name ends in {@code .onnx}
   */
  public static boolean isOnnx(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  /**
   * Writes the model. If its weights need a second file, that file lies beside the model, has its
   * name with {@code .data} appended, and must stay there.
   *
   * @param file the target, ending in {@code .onnx}; replaced if it exists
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

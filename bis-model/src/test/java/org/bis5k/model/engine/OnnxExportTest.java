package org.bis5k.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.data.transform.ArrayStep;
import org.bis5k.model.engine.SegmenterOptions.Device;
import org.bis5k.model.engine.SegmenterOptions.Engine;
import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.GraphOp;
import org.bis5k.model.graph.NetworkNode;
import org.bis5k.model.graph.NetworkPlan;
import org.bis5k.model.graph.Scope;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.kernel.BatchNorm;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.testing.FormulaStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an exported model says and how its files look. */
final class OnnxExportTest {

  private static final Preprocessing PREPROCESSING =
      new Preprocessing(
          new Size(320, 480),
          new ArrayStep.Normalize(List.of(0.5, 0.25, 1e-3), List.of(0.1, 0.2, 0.3)));

  @TempDir Path folder;

  private ModelProto written(int divisor) throws IOException {
    Path file = FormulaExport.file(divisor, folder);
    return ModelProto.parseFrom(Files.readAllBytes(file));
  }

  @Test
  void statesItsFormatAndItsSides() throws IOException {
    ModelProto model = written(16);
    assertThat(model.getIrVersion()).isEqualTo(8);
    assertThat(model.getOpsetImportList()).hasSize(1);
    assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(OnnxExport.OPSET);
    assertThat(model.getProducerName()).isEqualTo("bis5k");
    assertThat(model.getProducerVersion()).matches("\\S+ \\(\\S+\\)");
    assertThat(model.getGraph().getInputList())
        .singleElement()
        .satisfies(in -> assertThat(sides(in)).isEqualTo("image [batch, 3, height, width]"));
    assertThat(model.getGraph().getOutputList())
        .extracting(OnnxExportTest::sides)
        .containsExactly(
            "out0 [batch, 1, height, width]",
            "out1 [batch, 1, height, width]",
            "out2 [batch, 1, height, width]",
            "out3 [batch, 1, height, width]",
            "out4 [batch, 1, height, width]");
  }

  private static String sides(ValueInfoProto value) {
    return value.getName()
        + " "
        + value.getType().getTensorType().getShape().getDimList().stream()
            .map(side -> side.hasDimParam() ? side.getDimParam() : "" + side.getDimValue())
            .toList();
  }

  /** Every normalisation is folded: 410 convolutions, all but the five maps with a bias. */
  @Test
  void noNormalisationIsLeft() throws IOException {
    List<NodeProto> nodes = written(16).getGraph().getNodeList();
    assertThat(nodes.stream().map(NodeProto::getOpType).collect(Collectors.toSet()))
        .isEqualTo(
            Set.of(
                "Add",
                "AveragePool",
                "Concat",
                "Conv",
                "MatMul",
                "MaxPool",
                "Mul",
                "Relu",
                "Reshape",
                "Resize",
                "Shape",
                "Slice",
                "Softmax",
                "Split",
                "Transpose"));
    List<NodeProto> convolutions =
        nodes.stream().filter(node -> node.getOpType().equals("Conv")).toList();
    long units =
        BcsNetGraph.of(BcsNetOptions.ofWidth(16)).layout().shapes().entrySet().stream()
            .filter(entry -> entry.getValue().length == 4)
            .filter(entry -> !entry.getKey().startsWith("decoder."))
            .count();
    assertThat(convolutions).hasSize((int) units);
    assertThat(convolutions.stream().filter(node -> node.getInputCount() == 2)).hasSize(5);
  }

  /** One channel: gamma 6 / sqrt(var 4 - eps + eps) = 3, so kernel 3 w and bias 1 - 3 x 5. */
  @Test
  void foldsByHand() {
    Scope scope = new Wiring().scope();
    ConvUnit unit = scope.normalize(scope.convolution("c", ConvGeometry.square(1, 1, 1)), "n");
    Map<String, Float> values =
        Map.of(
            "c.weight", 7f,
            "n.weight", 6f,
            "n.bias", 1f,
            "n.running_mean", 5f,
            "n.running_var", (float) (4 - BatchNorm.EPSILON));
    FoldedConvolution folded = new FoldedConvolution(unit, name -> new float[] {values.get(name)});
    assertThat(folded.kernel().values()).containsExactly(21f);
    assertThat(folded.bias().values()).containsExactly(-14f);
  }

  /** ONNX Runtime's own checker, with inferred shapes that may contradict nothing. */
  @Test
  void passesTheStrictCheck() throws OrtException {
    Path file = FormulaExport.file(16, folder);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.addConfigEntry("session.strict_shape_type_inference", "1");
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      try (OrtSession session =
          OrtEnvironment.getEnvironment().createSession(file.toString(), options)) {
        assertThat(session.getMetadata().getProducerName()).isEqualTo("bis5k");
        assertThat(session.getMetadata().getCustomMetadata())
            .isEqualTo(FormulaExport.metadata(file));
      }
    }
  }

  @Test
  void metadataComeBack() {
    Path file = folder.resolve("net.onnx");
    Map<String, String> own = Map.of("bis5k.config", "Model: {}\n", "note", "Grüße", "size", "1x1");
    FormulaExport.of(16, OnnxExport.Options.of(PREPROCESSING).withMetadata(own)).write(file);
    Map<String, String> read = FormulaExport.metadata(file);
    assertThat(read)
        .containsEntry("network", "BCSNet, width divisor 16")
        .containsEntry("bis5k.config", "Model: {}\n")
        .containsEntry("note", "Grüße")
        .containsEntry("size", "320x480")
        .containsEntry("mean", "0.5, 0.25, 0.001")
        .containsEntry("std", "0.1, 0.2, 0.3");
    assertThat(Preprocessing.ofMetadata(read)).contains(PREPROCESSING);
    assertThat(Preprocessing.of(PREPROCESSING.transforms())).isEqualTo(PREPROCESSING);
    assertThat(Preprocessing.ofMetadata(Map.of("mean", "0"))).isEmpty();
  }

  @Test
  void theSameWeightsGiveTheSameBytes() throws IOException {
    Path first = FormulaExport.file(16, folder);
    Path second = folder.resolve("again.onnx");
    FormulaExport.of(16).write(second);
    assertThat(second).hasSameBinaryContentAs(first);
  }

  /** At full width a file would pass 2 GB with a little more; the bound stands in for that. */
  @Test
  void weightsGoToASecondFileWhereOneIsTooSmall() throws IOException {
    Path one = folder.resolve("one.onnx");
    assertThat(FormulaExport.of(16).write(one)).containsExactly(one);
    long bytes = Files.size(one);
    Path same = folder.resolve("same.onnx");
    assertThat(FormulaExport.of(16, bounded(bytes)).write(same)).containsExactly(same);
    Path two = folder.resolve("two.onnx");
    Path data = folder.resolve("two.onnx.data");
    assertThat(FormulaExport.of(16, bounded(bytes - 1)).write(two)).containsExactly(data, two);
    assertThat(Files.size(two)).isLessThan(bytes / 2);
    List<TensorProto> outside =
        ModelProto.parseFrom(Files.readAllBytes(two)).getGraph().getInitializerList().stream()
            .filter(t -> t.getDataLocation() == TensorProto.DataLocation.EXTERNAL)
            .toList();
    assertThat(outside).hasSizeGreaterThan(100);
    assertThat(outside.get(1).getExternalDataList().toString())
        .contains("two.onnx.data", "offset", "length");
    float[] images = FormulaStream.named("x").floats(3 * 32 * 48);
    try (Segmenter whole = Segmenter.open(one, new SegmenterOptions(Engine.ONNX, Device.CPU));
        Segmenter split = Segmenter.open(two, new SegmenterOptions(Engine.ONNX, Device.CPU))) {
      assertThat(split.logits(images, 1, new Size(32, 48)))
          .isEqualTo(whole.logits(images, 1, new Size(32, 48)));
    }
  }

  private static OnnxExport.Options bounded(long bytes) {
    return OnnxExport.Options.of(Preprocessing.released()).withExternalAbove(bytes);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 31})
  void aBoundThatNoFileCanHaveIsRefused(long bytes) {
    assertThatThrownBy(() -> bounded(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An ONNX file holds at most 2147483647 bytes; found the bound " + bytes);
  }

  @Test
  void otherWeightsAndOtherNamesAreRefused() {
    Path source = Path.of("other.pth");
    WeightFile other = WeightFile.of(Map.of("a", Tensor.ofFloats(new float[1], 1)), Map.of());
    assertThatThrownBy(() -> OnnxExport.of(other, source, bounded(0)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("other.pth: expected the weights of a BCSNet; found another network's");
    assertThatThrownBy(() -> FormulaExport.of(16).write(folder.resolve("net.pth")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(folder.resolve("net.pth") + ": expected a name that ends in .onnx");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 | 0,0,0 | size: expected height x width such as 352x352, each from 1 to 4096; found 12",
        "0x16 | 0,0,0 | size: expected height x width such as 352x352, each from 1 to 4096; found 0x16",
        "16x4112 | 0,0,0 | size: expected height x width such as 352x352, each from 1 to 4096; found 16x4112",
        "1e3x16 | 0,0,0 | size: expected height x width such as 352x352, each from 1 to 4096; found 1e3x16",
        "16x16 | 0,a,0 | mean: expected three numbers such as 0.5, 0.5, 0.5; found 0,a,0",
        "16x16 | 0,0 | normalize: mean needs 3 finite values (R, G, B); found [0.0, 0.0]",
        "16x16 | 0,0,NaN | normalize: mean needs 3 finite values (R, G, B); found [0.0, 0.0, NaN]"
      })
  void damagedMetadataAreRefused(String size, String mean, String message) {
    assertThatThrownBy(
            () -> Preprocessing.ofMetadata(Map.of("size", size, "mean", mean, "std", "1,1,1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void metadataOfAMillionLettersAreCutInMessages() {
    String letters = "1,".repeat(500_000);
    for (String key : List.of("size", "mean", "std")) {
      Map<String, String> metadata = new HashMap<>(PREPROCESSING.toMetadata());
      metadata.put(key, letters);
      assertThatThrownBy(() -> Preprocessing.ofMetadata(metadata))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(key + ": expected ")
          .hasMessageEndingWith("1,1,1,... (1000000 characters)")
          .message()
          .hasSizeLessThan(500);
    }
  }

  /** Whatever is added to the graph's operations needs a translation. */
  @Test
  void everyOperationOccursInTheNetwork() {
    Set<Class<?>> used =
        NetworkPlan.of(BcsNetGraph.of(BcsNetOptions.ofWidth(16))).nodes().stream()
            .map(NetworkNode::content)
            .filter(GraphOp.class::isInstance)
            .map(Object::getClass)
            .collect(Collectors.toSet());
    assertThat(used).containsExactlyInAnyOrder(GraphOp.class.getPermittedSubclasses());
    assertThat(Arrays.asList(GraphOp.class.getPermittedSubclasses())).hasSize(8);
  }
}

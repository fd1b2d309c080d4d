package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bis5k.model.BcsNet;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that compute garbage: the commands say so with exit code 2 and write no mask. */
class DamagedNetworkTest {

  private static final String BROKEN = "decoder1.conv1.conv.weight";

  @TempDir static Path folder;
  private static Path image;
  private static Path weights;

  @BeforeAll
  static void writeFiles() throws IOException {
    image = folder.resolve("tile.png");
    BufferedImage tile = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    tile.setRGB(3, 4, 0xff80c0);
    ImageIO.write(tile, "png", image.toFile());
    weights = folder.resolve("net.safetensors");
    try (BcsNet net = BcsNet.create(new BcsNetOptions(16, 3))) {
      Map<String, Tensor> tensors = new LinkedHashMap<>(net.weights(Map.of()).tensors());
      float[] values = tensors.get(BROKEN).toFloats();
      Arrays.fill(values, Float.NaN);
      tensors.put(BROKEN, Tensor.ofFloats(values, tensors.get(BROKEN).shape()));
      WeightFile.of(tensors, Map.of()).write(weights);
    }
  }

  /** A model whose output is the mean over the channels, times a factor, of which rows are kept. */
  private static Path model(String name, float factor, long rows, String... metadata)
      throws IOException {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("test")
            .addInput(value("image", 3))
            .addOutput(value("out0", 1))
            .addInitializer(integers("from", 0))
            .addInitializer(integers("to", rows))
            .addInitializer(integers("axis", 2))
            .addInitializer(
                TensorProto.newBuilder()
                    .setName("factor")
                    .setDataType(TensorProto.DataType.FLOAT_VALUE)
                    .addFloatData(factor))
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("ReduceMean")
                    .addInput("image")
                    .addOutput("mean")
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("axes")
                            .setType(AttributeProto.AttributeType.INTS)
                            .addInts(1)))
            .addNode(node("Mul", "scaled", "mean", "factor"))
            .addNode(node("Slice", "out0", "scaled", "from", "to", "axis"));
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .setGraph(graph);
    for (int i = 0; i < metadata.length; i += 2) {
      model.addMetadataProps(
          StringStringEntryProto.newBuilder().setKey(metadata[i]).setValue(metadata[i + 1]));
    }
    return Files.write(folder.resolve(name), model.build().toByteArray());
  }

  private static NodeProto node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  private static TensorProto integers(String name, long value) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64_VALUE)
        .addDims(1)
        .addInt64Data(value)
        .build();
  }

  private static ValueInfoProto value(String name, int channels) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam("batch");
    shape.addDimBuilder().setDimValue(channels);
    shape.addDimBuilder().setDimParam(name + "-height");
    shape.addDimBuilder().setDimParam(name + "-width");
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(shape)))
        .build();
  }

  /** Runs predict and segment, which both refuse; nothing may be written. */
  private static void refused(Path network, String message, Object... options) throws IOException {
    Path out = Files.createTempDirectory(folder, "out");
    Object[] predict = {"predict", image, "--weights", network, "--out", out};
    Object[] segment = {
      "segment", image, out.resolve("mask.png"), "--weights", network, "--tile", 32
    };
    for (Object[] command : List.of(predict, segment)) {
      Object[] words = Stream.concat(Arrays.stream(command), Arrays.stream(options)).toArray();
      CommandRun run = CommandRun.of(words);
      assertThat(run.exitCode()).as("%s: %s", command[0], run.err()).isEqualTo(2);
      assertThat(run.err()).contains(network + ": " + message).hasSizeLessThan(5000);
      try (Stream<Path> written = Files.list(out)) {
        assertThat(written.map(Path::toString)).noneMatch(file -> file.endsWith(".png"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dl4j", "onnx"})
  void weightsThatAreNaN(String engine) throws IOException {
    refused(weights, "its tensor " + BROKEN + " holds NaN or infinite values.", "--engine", engine);
  }

  @ParameterizedTest
  @CsvSource({
    "empty, 1, 0, 'its output out0 should have the shape [1, 1, '",
    "short, 1, 7, 'its output out0 should have the shape [1, 1, '",
    "nan, NaN, 100000, its output out0 is not finite: ",
    "infinite, Infinity, 100000, its output out0 is not finite: "
  })
  void modelsWhoseOutputIsNoPrediction(String name, float factor, long rows, String message)
      throws IOException {
    refused(model(name + ".onnx", factor, rows), message);
  }

  @Test
  void metadataOfAMillionLettersAreCutInTheMessage() throws IOException {
    Path network =
        model(
            "long.onnx", 1, 100_000, "size", "1x".repeat(500_000), "mean", "0,0,0", "std", "1,1,1");
    refused(network, "damaged metadata: size: expected height x width such as 352x352");
  }

  @Test
  void weightsCheckNamesTheTensor() {
    CommandRun check = CommandRun.of("weights", "check", weights);
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .contains(
            weights
                + ": fits BCSNet, width divisor 16, but is damaged\n"
                + "1 tensors with NaN or infinite values:\n  "
                + BROKEN);
  }
}

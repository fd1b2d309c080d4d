package org.bis5k.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.engine.SegmenterOptions.Device;
import org.bis5k.model.engine.SegmenterOptions.Engine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that ask for files other than the one beside them. */
class OnnxExternalDataTest {

  @TempDir Path outside;
  private Path file;

  @BeforeEach
  void makeFolder() throws IOException {
    file = Files.createDirectory(outside.resolve("models")).resolve("net.onnx");
    Files.write(outside.resolve("secret"), new byte[100]);
    Files.write(file.resolveSibling("net.data"), new byte[100]);
  }

  private static TensorProto tensor(String... keysAndValues) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName("w")
            .addDims(4)
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      tensor.addExternalData(
          StringStringEntryProto.newBuilder()
              .setKey(keysAndValues[i])
              .setValue(keysAndValues[i + 1]));
    }
    return tensor.build();
  }

  private static GraphProto graph(TensorProto tensor) {
    return GraphProto.newBuilder().addInitializer(tensor).build();
  }

  private Path write(TensorProto tensor) throws IOException {
    return write(ModelProto.newBuilder().setGraph(graph(tensor)).build());
  }

  private Path write(ModelProto model) throws IOException {
    return Files.write(file, model.toByteArray());
  }

  private void refused(String problem) {
    assertThatThrownBy(() -> Segmenter.open(file, new SegmenterOptions(Engine.ONNX, Device.CPU)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": " + problem);
  }

  private void refusedPlace(String location) {
    refused(
        "says that its weights are in \""
            + location
            + "\"; only a file beside the model is read, named without its folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "..",
        ".",
        "/etc/passwd",
        "sub/../../secret",
        "C:\\secret",
        "..\\secret",
        "sub/net.data",
        "*/_ORT_MEM_ADDR_/*"
      })
  void aPlaceThatIsNoPlainName(String location) throws IOException {
    write(tensor("location", location, "offset", "0", "length", "16"));
    refusedPlace(location);
  }

  @Test
  void aPlaceThatIsWrittenTwice() throws IOException {
    write(tensor("location", "../secret", "location", "net.data"));
    refusedPlace("../secret");
  }

  @Test
  void controlsDoNotReachTheTerminal() throws IOException {
    write(tensor("location", "\u001b[2J\u009bmnet"));
    refusedPlace("?[2J?mnet");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void aLinkOutOfTheFolder() throws IOException {
    Path link = file.resolveSibling("linked.data");
    Files.createSymbolicLink(link, outside.resolve("secret"));
    write(tensor("location", "linked.data"));
    refused(
        "its weights are in "
            + link
            + ", a symbolic link out of its folder, to "
            + outside.resolve("secret").toRealPath()
            + "; copy that file here");
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("net.data"));
    assertThatCode(() -> NetworkFile.open(file).close()).doesNotThrowAnyException();
  }

  @Test
  void numbersThatAreNone() throws IOException {
    write(tensor("location", "net.data", "offset", "1e9"));
    refused("the offset of its weights should be a number of bytes; found 1e9");
    write(tensor("location", "net.data", "length", "-5"));
    refused("the length of its weights should be a number of bytes; found -5");
    write(tensor("location", "net.data", "offset", "9223372036854775807", "length", "1"));
    refused("the offset of its weights should be a number of bytes; found 9223372036854775807");
    write(tensor("location", "net.data", "offset", "90", "length", "16"));
    refused(
        "its weights are in "
            + file.resolveSibling("net.data")
            + ", which is truncated: expected 106 bytes or more; found 100");
  }

  /** Every message of the format that can hold a tensor. */
  static List<ModelProto> hidingPlaces() {
    TensorProto outside = tensor("location", "../secret");
    SparseTensorProto sparse = SparseTensorProto.newBuilder().setValues(outside).build();
    SparseTensorProto indices = SparseTensorProto.newBuilder().setIndices(outside).build();
    List<AttributeProto> attributes =
        List.of(
            AttributeProto.newBuilder().setT(outside).build(),
            AttributeProto.newBuilder().addTensors(outside).build(),
            AttributeProto.newBuilder().setG(graph(outside)).build(),
            AttributeProto.newBuilder().addGraphs(graph(outside)).build(),
            AttributeProto.newBuilder().setSparseTensor(sparse).build(),
            AttributeProto.newBuilder().addSparseTensors(indices).build());
    Stream<ModelProto> inNodes =
        attributes.stream()
            .map(attribute -> NodeProto.newBuilder().addAttribute(attribute).build())
            .flatMap(
                node ->
                    Stream.of(
                        ModelProto.newBuilder().setGraph(GraphProto.newBuilder().addNode(node)),
                        ModelProto.newBuilder()
                            .addFunctions(FunctionProto.newBuilder().addNode(node))))
            .map(ModelProto.Builder::build);
    TrainingInfoProto training =
        TrainingInfoProto.newBuilder().setInitialization(graph(outside)).build();
    TrainingInfoProto algorithm =
        TrainingInfoProto.newBuilder().setAlgorithm(graph(outside)).build();
    Stream<ModelProto> others =
        Stream.of(
            ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder().addSparseInitializer(sparse))
                .build(),
            ModelProto.newBuilder().addTrainingInfo(training).build(),
            ModelProto.newBuilder().addTrainingInfo(algorithm).build());
    return Stream.concat(inNodes, others).toList();
  }

  @ParameterizedTest
  @MethodSource("hidingPlaces")
  void itIsFoundWhereverATensorCanBe(ModelProto model) throws IOException {
    write(model);
    refusedPlace("../secret");
  }

  @Test
  void graphsInGraphsWithoutEnd() throws IOException {
    GraphProto graph = GraphProto.getDefaultInstance();
    for (int depth = 0; depth < 40; depth++) {
      AttributeProto inner = AttributeProto.newBuilder().setG(graph).build();
      graph = GraphProto.newBuilder().addNode(NodeProto.newBuilder().addAttribute(inner)).build();
    }
    write(ModelProto.newBuilder().setGraph(graph).build());
    refused("nests graphs more than 100 deep");
  }

  @Test
  void cutAtEveryByte() throws IOException {
    TensorProto tensor = tensor("location", "net.data").toBuilder().setDocString("text").build();
    byte[] whole = ModelProto.newBuilder().setGraph(graph(tensor)).build().toByteArray();
    for (int length = 1; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> NetworkFile.open(file).close())
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(file + ": ");
    }
    Files.write(file, whole);
    assertThatCode(() -> NetworkFile.open(file).close()).doesNotThrowAnyException();
    assertThat(whole).hasSizeGreaterThan(30);
  }
}

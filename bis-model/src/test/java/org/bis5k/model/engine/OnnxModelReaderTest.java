package org.bis5k.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntConsumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.Allocation;
import org.bis5k.testing.Growth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX models that ask for more work or memory than their length, and messages about them. */
final class OnnxModelReaderTest {

  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private Path write(ModelProto model) {
    return write(model.toByteArray());
  }

  private Path write(byte[] model) {
    try {
      return Files.write(folder.resolve(model.length + ".onnx"), model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A message that a test writes field by field. */
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static AbstractThrowableAssert<?, ?> opening(Path file) {
    return assertThatThrownBy(() -> NetworkFile.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": ");
  }

  private static Runnable reading(Path file) {
    return () -> {
      try (NetworkFile network = NetworkFile.open(file)) {
        assertThat(network.isOnnx()).isTrue();
      } catch (InvalidInputException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
      }
    };
  }

  @Test
  void metadataKeepTheFilesOrderAndTheLastOfEqualKeys() {
    Path file =
        write(
            ModelProto.newBuilder()
                .addMetadataProps(entry("z", "1"))
                .addMetadataProps(entry("a", "2"))
                .addMetadataProps(entry("z", "3"))
                .build());
    try (NetworkFile network = NetworkFile.open(file)) {
      assertThat(network.metadata()).isEqualTo(Map.of("z", "3", "a", "2"));
      assertThat(network.metadata().keySet()).containsExactly("z", "a");
    }
  }

  @Test
  void metadataAreBounded() throws IOException {
    ModelProto.Builder many = ModelProto.newBuilder();
    for (int i = 0; i <= 10_000; i++) {
      many.addMetadataProps(entry("k" + i, ""));
    }
    opening(write(many.build())).hasMessageEndingWith("has more than 10000 entries");
    byte[] promise =
        message(
            out -> {
              out.writeTag(
                  ModelProto.METADATA_PROPS_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
              out.writeUInt32NoTag(1 << 30);
            });
    Path file = write(promise);
    long allocated =
        Allocation.during(
            () ->
                opening(file)
                    .hasMessageEndingWith(
                        "An entry of its metadata takes 1073741824 bytes; at most 67108864 are"
                            + " read"));
    assertThat(allocated).isLessThan(MEGABYTE);
  }

  /** Two entries that are allowed each, and too much together. */
  @Test
  void metadataAreBoundedTogether() {
    ByteString text = ByteString.copyFrom(new byte[40 << 20]);
    StringStringEntryProto entry = StringStringEntryProto.newBuilder().setValueBytes(text).build();
    Path file =
        write(ModelProto.newBuilder().addMetadataProps(entry).addMetadataProps(entry).build());
    opening(file).hasMessageContaining(" bytes; at most ");
  }

  /** Groups nest at two bytes a level, deeper than any stack. */
  @Test
  void groupsWithoutEndAreRefused() throws IOException {
    byte[] groups =
        message(
            out -> {
              for (int i = 0; i < 1_000_000; i++) {
                out.writeTag(100, WireFormat.WIRETYPE_START_GROUP);
              }
            });
    opening(write(groups))
        .hasMessageEndingWith(
            "is no ONNX model, or is truncated: it has a group, which ONNX does not use");
    byte[] inEntry =
        message(out -> out.writeByteArray(ModelProto.METADATA_PROPS_FIELD_NUMBER, groups));
    opening(write(inEntry)).hasMessageEndingWith("it has a group, which ONNX does not use");
  }

  @Test
  void longTextsAreCutInMessages() {
    String letters = "a".repeat(60_000);
    TensorProto tensor =
        TensorProto.newBuilder().addExternalData(entry("location", "../" + letters)).build();
    opening(write(model(tensor)))
        .hasMessageContaining("says that its weights are in \"../aaa")
        .hasMessageContaining("... (60003 characters)\"; only a file beside the model")
        .message()
        .hasSizeLessThan(1000);
    opening(
            write(
                model(
                    TensorProto.newBuilder()
                        .addExternalData(entry("offset", "9".repeat(50_000)))
                        .build())))
        .hasMessageEndingWith("999... (50000 characters)");
    TensorProto longer =
        TensorProto.newBuilder().addExternalData(entry("location", letters + letters)).build();
    opening(write(model(longer)))
        .hasMessageContaining("The place of a tensor takes 120")
        .hasMessageEndingWith("at most 65536 are read");
  }

  private static ModelProto model(TensorProto... tensors) {
    GraphProto.Builder graph = GraphProto.newBuilder();
    for (TensorProto tensor : tensors) {
      graph.addInitializer(tensor);
    }
    return ModelProto.newBuilder().setGraph(graph).build();
  }

  @Test
  void theTimeGrowsWithTheModel() {
    Growth.assertLinear(
        500,
        n -> {
          ModelProto.Builder model = ModelProto.newBuilder();
          for (int i = 0; i < n; i++) {
            model.addMetadataProps(entry("key" + i, "v".repeat(100)));
          }
          return reading(write(model.build()));
        });
    Growth.assertLinear(
        20_000,
        n -> {
          GraphProto.Builder graph = GraphProto.newBuilder();
          AttributeProto one = AttributeProto.newBuilder().setI(1).build();
          for (int i = 0; i < n; i++) {
            graph.addNode(NodeProto.newBuilder().addAttribute(one));
          }
          return reading(write(ModelProto.newBuilder().setGraph(graph).build()));
        });
  }

  /** Each tensor names the same file, which is looked at once. */
  @Test
  void theTimeGrowsWithTheNumberOfTensorsOutside() throws IOException {
    Files.write(folder.resolve("w.data"), new byte[8]);
    TensorProto tensor =
        TensorProto.newBuilder()
            .addExternalData(entry("location", "w.data"))
            .addExternalData(entry("length", "8"))
            .build();
    IntConsumer open =
        n -> {
          GraphProto.Builder graph = GraphProto.newBuilder();
          for (int i = 0; i < n; i++) {
            graph.addInitializer(tensor);
          }
          Path file = write(ModelProto.newBuilder().setGraph(graph).build());
          assertThat(Allocation.during(reading(file))).isLessThan(n * 2000L + MEGABYTE);
        };
    Growth.assertLinear(2000, n -> () -> open.accept(n));
  }
}

package org.bis5k.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bis5k.model.engine.OnnxNodes.integer;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.engine.SegmenterOptions.Device;
import org.bis5k.model.engine.SegmenterOptions.Engine;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that cannot be used are refused by name. */
final class OnnxFaultTest {

  @TempDir Path folder;

  private AbstractThrowableAssert<?, ?> opening(Path file) {
    return assertThatThrownBy(
            () -> Segmenter.open(file, new SegmenterOptions(Engine.ONNX, Device.CPU)).close())
        .isInstanceOf(InvalidInputException.class);
  }

  /** A model whose output is the mean over the channels of its input. */
  private Path averaging(String input, String output, Object... sides) {
    OnnxNodes nodes = new OnnxNodes();
    nodes.input(input, sides);
    nodes.add(
        "ReduceMean", output, List.of(input), OnnxNodes.ints("axes", 1), integer("keepdims", 1));
    nodes.output(output, sides[0], 1, sides[2], sides[3]);
    return write(nodes);
  }

  private Path write(OnnxNodes nodes) {
    ModelProto header =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OnnxExport.OPSET))
            .build();
    Path file = folder.resolve("model.onnx");
    new OnnxFile(header, nodes, Integer.MAX_VALUE).write(file);
    return file;
  }

  @Test
  void aMissingFile() {
    Path file = folder.resolve("none.onnx");
    opening(file).hasMessage(file + ": there is no such file");
  }

  @Test
  void anotherInput() {
    Path file = averaging("x", "out0", "n", 3, "h", "w");
    opening(file)
        .hasMessage(
            file
                + ": is the model of another network: expected the input image; found the inputs"
                + " [x]");
  }

  @Test
  void anotherNumberOfChannels() {
    Path file = averaging("image", "out0", "n", 4, "h", "w");
    opening(file)
        .hasMessage(
            file
                + ": is the model of another network: expected the input image of batch x 3 x"
                + " height x width floats; found [free x 4 x free x free]");
  }

  @Test
  void anotherOutput() {
    Path file = averaging("image", "mask", "n", 3, "h", "w");
    opening(file)
        .hasMessage(
            file
                + ": is the model of another network: expected the output out0; found the outputs"
                + " [mask]");
  }

  @Test
  void anOutputOfThreeChannels() {
    OnnxNodes nodes = new OnnxNodes();
    nodes.add("Neg", "out0", List.of(nodes.input("image", "n", 3, "h", "w")));
    nodes.output("out0", "n", 3, "h", "w");
    Path file = write(nodes);
    opening(file)
        .hasMessage(
            file
                + ": is the model of another network: expected the output out0 of batch x 1 x"
                + " height x width floats; found [free x 3 x free x free]");
  }

  @Test
  void aModelOfOneSizeTakesNoOther() {
    Path file = averaging("image", "out0", 2, 3, 32, 48);
    try (Segmenter net = Segmenter.open(file, new SegmenterOptions(Engine.ONNX, Device.CPU))) {
      float[] constant = new float[2 * 3 * 32 * 48];
      Arrays.fill(constant, 2);
      assertThat(net.logits(constant, 2, new Size(32, 48))).hasSize(2 * 32 * 48).containsOnly(2);
      assertThatThrownBy(() -> net.logits(new float[2 * 3 * 32 * 32], 2, Size.square(32)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(file + ": was exported for images of 32x48 (height x width); found 32x32");
      assertThatThrownBy(() -> net.logits(new float[3 * 32 * 48], 1, new Size(32, 48)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(file + ": was exported for batches of 2; found 1 images");
      assertThatThrownBy(() -> net.logits(new float[5], 2, new Size(32, 48)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("2 images of 3x32x48 expected; found 5 values");
      assertThatThrownBy(() -> net.logits(new float[3], 1, Size.square(20)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("multiples of 16; found 20x20");
    }
  }

  @Test
  void aTruncatedFile() throws IOException {
    Path file = FormulaExport.file(16, folder);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    opening(file).hasMessageStartingWith(file + ": is no ONNX model, or is truncated: ");
    assertThatThrownBy(() -> FormulaExport.metadata(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": is no ONNX model, or is truncated: ");
    Files.writeString(file, "something else");
    opening(file).hasMessageStartingWith(file + ": is no ONNX model, or is truncated: ");
  }

  @Test
  void missingAndTruncatedWeights() throws IOException {
    Path file = folder.resolve("net.onnx");
    Path data = folder.resolve("net.onnx.data");
    FormulaExport.of(16, OnnxExport.Options.of(Preprocessing.released()).withExternalAbove(0))
        .write(file);
    byte[] bytes = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(bytes, 10_000));
    opening(file)
        .hasMessageStartingWith(
            file + ": its weights are in " + data + ", which is truncated: expected ")
        .hasMessageEndingWith(" bytes or more; found 10000");
    Files.delete(data);
    opening(file)
        .hasMessage(
            file
                + ": its weights are in "
                + data
                + ", which is missing; both files belong together");
  }

  @Test
  void aGpuThatIsNotThere() {
    Assumptions.assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA), "built for a GPU");
    Path file = averaging("image", "out0", "n", 3, "h", "w");
    assertThatThrownBy(() -> Segmenter.open(file, new SegmenterOptions(Engine.ONNX, Device.CUDA)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": cannot be computed on a GPU: this build of ONNX Runtime has no CUDA. Build"
                + " with -Ponnx-gpu on a machine with an NVIDIA GPU, CUDA 12 and cuDNN 9, or take"
                + " the device cpu");
  }

  /** Refusals of a 32 x 48 image by a model that opens. */
  private AbstractThrowableAssert<?, ?> predicting(Path file) {
    try (Segmenter net = Segmenter.open(file, new SegmenterOptions(Engine.ONNX, Device.CPU))) {
      float[] image = new float[3 * 32 * 48];
      Arrays.fill(image, 2);
      return assertThatThrownBy(() -> net.logits(image, 1, new Size(32, 48)))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  /** The mean over the channels, of which a run of rows is kept. */
  private Path rows(long from, long to) {
    OnnxNodes nodes = new OnnxNodes();
    String mean =
        nodes.add(
            "ReduceMean",
            "mean",
            List.of(nodes.input("image", "n", 3, "h", "w")),
            OnnxNodes.ints("axes", 1),
            integer("keepdims", 1));
    List<String> slice = List.of(mean, nodes.integers(from), nodes.integers(to), nodes.integers(2));
    nodes.add("Slice", "out0", slice);
    nodes.output("out0", "n", 1, "rows", "w");
    return write(nodes);
  }

  @Test
  void anOutputOfOtherSides() {
    Path file = rows(0, 7);
    predicting(file)
        .hasMessage(
            file
                + ": its output out0 should have the shape [1, 1, 32, 48], one value for each pixel"
                + " of the input; found [1, 1, 7, 48]");
  }

  @Test
  void anEmptyOutput() {
    Path file = rows(0, 0);
    predicting(file)
        .hasMessage(
            file
                + ": its output out0 should have the shape [1, 1, 32, 48], one value for each pixel"
                + " of the input; found [1, 1, 0, 48]");
  }

  /** As many values as pixels, but rows and columns are exchanged. */
  @Test
  void aTransposedOutput() {
    OnnxNodes nodes = new OnnxNodes();
    String mean =
        nodes.add(
            "ReduceMean",
            "mean",
            List.of(nodes.input("image", "n", 3, "h", "w")),
            OnnxNodes.ints("axes", 1),
            integer("keepdims", 1));
    nodes.add("Transpose", "out0", List.of(mean), OnnxNodes.ints("perm", 0, 1, 3, 2));
    nodes.output("out0", "n", 1, "w", "h");
    Path file = write(nodes);
    predicting(file).hasMessageEndingWith("found [1, 1, 48, 32]");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void anOutputThatIsNotFinite(float factor) {
    OnnxNodes nodes = new OnnxNodes();
    String mean =
        nodes.add(
            "ReduceMean",
            "mean",
            List.of(nodes.input("image", "n", 3, "h", "w")),
            OnnxNodes.ints("axes", 1),
            integer("keepdims", 1));
    nodes.add("Mul", "out0", List.of(mean, nodes.number(factor)));
    nodes.output("out0", "n", 1, "h", "w");
    Path file = write(nodes);
    predicting(file)
        .hasMessage(
            file
                + ": its output out0 is not finite: 1536 of 1536 values are NaN or infinite, the"
                + " first ("
                + factor
                + ") in image 1 at row 0, column 0. The weights are damaged or come from a"
                + " training that diverged");
  }

  @Test
  void namesOfAMillionLettersAreCut() {
    String name = "x".repeat(1_000_000);
    opening(averaging(name, "out0", "n", 3, "h", "w"))
        .hasMessageContaining("found the inputs [xxx")
        .hasMessageEndingWith("xxx... (1000013 characters)")
        .message()
        .hasSizeLessThan(1000);
    opening(averaging("image", name, "n", 3, "h", "w"))
        .hasMessageContaining("found the outputs [xxx")
        .message()
        .hasSizeLessThan(1000);
  }
}

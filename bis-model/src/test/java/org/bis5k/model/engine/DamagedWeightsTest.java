package org.bis5k.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
import org.bis5k.model.engine.SegmenterOptions.Device;
import org.bis5k.model.engine.SegmenterOptions.Engine;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights that are NaN become no prediction, in any format and with any engine. */
final class DamagedWeightsTest {

  private static final int DIVISOR = 16;
  private static final String BROKEN = "decoder1.conv1.conv.weight";

  @TempDir Path folder;
  private static WeightFile good;

  @BeforeAll
  static void makeWeights() {
    try (BcsNet net = BcsNet.create(new BcsNetOptions(DIVISOR, 5))) {
      good = net.weights(Map.of());
    }
  }

  private static Tensor filled(Tensor tensor, float value) {
    if (tensor.type() != Tensor.Type.F32) {
      return tensor;
    }
    float[] values = new float[tensor.elements()];
    Arrays.fill(values, value);
    return Tensor.ofFloats(values, tensor.shape());
  }

  private Path written(String name, Map<String, Tensor> tensors) {
    Path file = folder.resolve(name);
    WeightFile.of(tensors, Map.of()).write(file);
    return file;
  }

  @ParameterizedTest
  @CsvSource({"nan.safetensors, DL4J", "nan.safetensors, ONNX", "nan.pth, DL4J", "nan.pth, ONNX"})
  void weightsThatAreAllNaNAreRefused(String name, Engine engine) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(good.tensors());
    tensors.replaceAll((key, tensor) -> filled(tensor, Float.NaN));
    Path file = written(name, tensors);
    assertThatThrownBy(() -> Segmenter.open(file, new SegmenterOptions(engine, Device.CPU)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": its tensor ")
        .hasMessageEndingWith(
            " holds NaN or infinite values. The file is damaged or comes from a training that"
                + " diverged");
    try (WeightFile weights = WeightFile.open(file)) {
      assertThat(weights.notFinite()).hasSizeGreaterThan(1000).contains(BROKEN);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"DL4J", "ONNX"})
  void oneInfiniteValueIsEnough(Engine engine) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>(good.tensors());
    float[] values = tensors.get(BROKEN).toFloats();
    values[values.length - 1] = Float.NEGATIVE_INFINITY;
    tensors.put(BROKEN, Tensor.ofFloats(values, tensors.get(BROKEN).shape()));
    Path file = written("one.safetensors", tensors);
    assertThatThrownBy(() -> Segmenter.open(file, new SegmenterOptions(engine, Device.CPU)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": its tensor "
                + BROKEN
                + " holds NaN or infinite values. The file is damaged or comes from a training that"
                + " diverged");
    try (WeightFile weights = WeightFile.open(file)) {
      assertThat(weights.notFinite()).containsExactly(BROKEN);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void anOnnxModelOfNaNIsRefusedWhenItPredicts() {
    Path file = folder.resolve("nan.onnx");
    OnnxExport.of(
            DIVISOR,
            name -> {
              float[] values = new float[good.tensors().get(name).elements()];
              Arrays.fill(values, Float.NaN);
              return values;
            },
            OnnxExport.Options.of(Preprocessing.released()))
        .write(file);
    refusedOutput(file, new SegmenterOptions(Engine.ONNX, Device.CPU));
  }

  /** Each value is finite; the sums of a convolution are not. */
  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"DL4J", "ONNX"})
  void anOverflowInTheNetworkIsRefused(Engine engine) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(good.tensors());
    tensors.replaceAll(
        (name, tensor) -> name.startsWith("decoder0.conv5.") ? filled(tensor, 3e38f) : tensor);
    Path file = written("large.safetensors", tensors);
    refusedOutput(file, new SegmenterOptions(engine, Device.CPU));
  }

  private static void refusedOutput(Path file, SegmenterOptions options) {
    float[] images = new float[2 * 3 * 16 * 16];
    Arrays.fill(images, 1);
    try (Segmenter network = Segmenter.open(file, options)) {
      assertThatThrownBy(() -> network.logits(images, 2, Size.square(16)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(file + ": its output out0 is not finite: ")
          .hasMessageContaining(" of 512 values are NaN or infinite, the first (");
    }
  }
}

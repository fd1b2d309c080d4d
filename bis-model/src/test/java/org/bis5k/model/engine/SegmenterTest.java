package org.bis5k.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
import org.bis5k.model.engine.SegmenterOptions.Device;
import org.bis5k.model.engine.SegmenterOptions.Engine;
import org.bis5k.model.kernel.Backend;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.testing.FormulaStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engines agree, and each is taken where it can be. */
final class SegmenterTest {

  @TempDir static Path folder;
  private static Path weights;
  private static Path onnx;

  @BeforeAll
  static void writeFiles() {
    weights = folder.resolve("net.safetensors");
    onnx = folder.resolve("net.onnx");
    try (BcsNet net = BcsNet.create(new BcsNetOptions(16, 5))) {
      net.weights(Map.of()).write(weights);
      OnnxExport.of(net, OnnxExport.Options.of(Preprocessing.released())).write(onnx);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 16, 16", "3, 32, 48", "2, 112, 64"})
  void enginesAgree(int count, int height, int width) {
    Size size = new Size(height, width);
    float[] images = FormulaStream.named("images").floats((int) (count * 3 * size.pixels()));
    float[] input = images.clone();
    try (Segmenter dl4j =
            Segmenter.open(weights, SegmenterOptions.defaults().withEngine(Engine.DL4J));
        Segmenter exported = Segmenter.open(weights, SegmenterOptions.defaults());
        Segmenter read = Segmenter.open(onnx, new SegmenterOptions(Engine.ONNX, Device.CPU))) {
      float[] expected = dl4j.logits(images, count, size);
      assertThat(expected).hasSize((int) (count * size.pixels()));
      float largest = 0;
      for (float value : expected) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(largest).isPositive();
      assertThat(exported.logits(images, count, size))
          .containsExactly(expected, within(1e-4f * largest));
      assertThat(read.logits(images, count, size)).isEqualTo(exported.logits(images, count, size));
      assertThat(images).isEqualTo(input);
    }
  }

  @Test
  void enginesSayWhatTheyAre() {
    try (Segmenter dl4j =
            Segmenter.open(weights, SegmenterOptions.defaults().withEngine(Engine.DL4J));
        Segmenter auto = Segmenter.open(weights, SegmenterOptions.defaults());
        Segmenter cpu = Segmenter.open(onnx, SegmenterOptions.defaults().withDevice(Device.CPU))) {
      assertThat(dl4j.engine()).isEqualTo("dl4j (" + BcsNet.backend() + "; as asked)");
      assertThat(auto.engine()).startsWith("onnx (ONNX Runtime ").contains("provider");
      assertThat(cpu.engine())
          .matches("onnx \\(ONNX Runtime \\d+\\.\\d+\\.\\d+, CPU provider, as asked\\)");
    }
  }

  @Test
  void aNetworkInMemoryStaysOpen() {
    float[] image = FormulaStream.named("image").floats(3 * 16 * 16);
    try (BcsNet net = BcsNet.create(new BcsNetOptions(16, 5))) {
      Segmenter segmenter = Segmenter.of(net);
      assertThat(segmenter.engine()).contains("the network is in memory");
      segmenter.close();
      assertThat(net.logits(image, 1, Size.square(16)).prediction()).hasSize(256);
    }
  }

  @Test
  void theEngineDl4jTakesNoOnnxModel() {
    assertThatThrownBy(
            () -> Segmenter.open(onnx, SegmenterOptions.defaults().withEngine(Engine.DL4J)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            onnx
                + ": holds an ONNX model, which the engine dl4j cannot compute; take onnx or auto");
  }

  @Test
  void theEngineDl4jComputesOnNoGpuUnlessBuiltForOne() {
    Assumptions.assumeTrue(Backend.onCpu(), "built for a GPU");
    assertThatThrownBy(
            () -> Segmenter.open(weights, new SegmenterOptions(Engine.DL4J, Device.CUDA)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            weights
                + ": cannot be computed on a GPU by the engine dl4j, which is "
                + BcsNet.backend()
                + " (as asked). Build with -Pcuda, or take the device auto");
  }

  /** The optional library hidden, as if nobody had named it. */
  @Test
  void withoutOnnxRuntimeWeightsGoToDl4j() throws Exception {
    requireDl4jWithout(
        new ClassNotFoundException("hidden"),
        "ONNX Runtime (com.microsoft.onnxruntime:onnxruntime) is not on the class path");
  }

  /** The library without a native one for this machine. */
  @Test
  void anOnnxRuntimeThatCannotStartIsPassedOver() throws Exception {
    LinkageError failure = new UnsatisfiedLinkError("no onnxruntime");
    requireDl4jWithout(failure, "ONNX Runtime cannot start on this machine: " + failure);
  }

  private static void requireDl4jWithout(Throwable loading, String reason) throws Exception {
    try (URLClassLoader loader = withoutRuntime(loading)) {
      Class<?> program = loader.loadClass(WithoutRuntime.class.getName());
      var messages =
          (List<?>)
              program
                  .getMethod("messages", String.class, String.class)
                  .invoke(null, weights.toString(), onnx.toString());
      assertThat(messages).element(0).isEqualTo("dl4j (" + BcsNet.backend() + "; " + reason + ")");
      String refusal = ": the engine onnx is not available: " + reason;
      assertThat(messages).element(1).isEqualTo(weights + refusal + ". The engine dl4j is");
      assertThat(messages).element(2).isEqualTo(onnx + refusal);
    }
  }

  /** Loads this project's classes anew and finds no ONNX Runtime; tensor libraries are shared. */
  private static URLClassLoader withoutRuntime(Throwable loading) {
    List<URL> own = new ArrayList<>();
    for (Class<?> type : List.of(Segmenter.class, WithoutRuntime.class, Size.class)) {
      own.add(type.getProtectionDomain().getCodeSource().getLocation());
    }
    return new URLClassLoader(own.toArray(URL[]::new), Segmenter.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("ai.onnxruntime.")) {
          if (loading instanceof LinkageError error) {
            throw error;
          }
          throw (ClassNotFoundException) loading;
        }
        synchronized (getClassLoadingLock(name)) {
          if (name.startsWith("org.bis5k.") && findLoadedClass(name) == null) {
            return findClass(name);
          }
        }
        return super.loadClass(name, resolve);
      }
    };
  }
}

package org.bis5k.model.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
import org.bis5k.model.GoldenOutput;
import org.bis5k.model.engine.SegmenterOptions.Device;
import org.bis5k.testing.FormulaStream;
import org.bis5k.testing.Npy;
import org.bis5k.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported networks in ONNX Runtime against the reference (PyTorch 1.13, double precision). */
final class OnnxGoldenTest {

  private static final List<String> OUTPUTS =
      IntStream.range(0, BcsNet.OUTPUTS).mapToObj(OnnxExport::output).toList();

  @TempDir Path folder;

  /** One model serves all sizes: height and width are free. */
  @Test
  void equalsTheReferenceAtThreeSizes() throws IOException {
    Path shared = SharedData.require("golden/net");
    try (OnnxSegmenter net = open(FormulaExport.file(8, folder))) {
      for (Size size : List.of(Size.square(64), new Size(96, 64), Size.square(352))) {
        List<float[]> outputs = outputs(net, size);
        for (int i = 0; i < outputs.size(); i++) {
          String name = "bcsnet_div8_" + size + ".out" + i + ".npy";
          GoldenOutput.check(outputs.get(i), Npy.read(shared.resolve(name)), name);
        }
      }
    }
  }

  @Test
  void equalsTheReferenceAtFullWidth() throws IOException {
    Path shared = SharedData.require("golden/net");
    try (OnnxSegmenter net = open(FormulaExport.file(1, folder))) {
      List<float[]> outputs = outputs(net, Size.square(64));
      for (int i = 0; i < outputs.size(); i++) {
        String name = "bcsnet_div1_64x64.out" + i + ".npy";
        GoldenOutput.check(outputs.get(i), Npy.read(shared.resolve(name)), name);
      }
    }
  }

  /** From PyTorch's own file to PyTorch's outputs, without DL4J's arithmetic. */
  @ParameterizedTest
  @ValueSource(strings = {"zip", "legacy"})
  void aTrainedCheckpointKeepsItsOutputs(String container) throws IOException {
    Path weights = SharedData.require("golden/pth/bcsnet_div16." + container + ".pth");
    float[] images = FormulaStream.named("pth_input").floats(2 * 3 * 64 * 64);
    try (OnnxSegmenter net = open(weights)) {
      List<float[]> outputs = net.outputs(OUTPUTS, images, 2, Size.square(64));
      for (int i = 0; i < outputs.size(); i++) {
        Path truth = SharedData.require("golden/pth/bcsnet_div16.out" + i + ".npy");
        GoldenOutput.check(outputs.get(i), Npy.read(truth), container + " output " + i);
      }
    }
  }

  private static OnnxSegmenter open(Path file) {
    try (NetworkFile network = NetworkFile.open(file)) {
      return OnnxSegmenter.open(network, Device.CPU);
    }
  }

  private static List<float[]> outputs(OnnxSegmenter net, Size size) {
    float[] image = FormulaStream.named("input" + size).floats((int) (3 * size.pixels()));
    return net.outputs(OUTPUTS, image, 1, size);
  }
}

package org.bis5k.model;

import java.io.IOException;
import java.nio.file.Path;
import org.bis5k.data.Size;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.Tensor;
import org.bis5k.testing.FormulaStream;
import org.bis5k.testing.FormulaWeights;
import org.bis5k.testing.Npy;
import org.bis5k.testing.SharedData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole network's inference outputs against the reference (PyTorch 1.13, double precision). */
final class NetworkGoldenTest {

  @Test
  void equalsTheReferenceAtFullWidth() throws IOException {
    equalsTheReference(1, 64, 64);
  }

  @Tag("kernels")
  @ParameterizedTest
  @CsvSource({"8, 64, 64", "8, 96, 64"})
  void equalsTheReference(int divisor, int height, int width) throws IOException {
    String name = "/golden/net/bcsnet_div" + divisor + "_" + height + "x" + width;
    NetworkOutputs outputs = outputs(divisor, new Size(height, width));
    for (int i = 0; i < outputs.outputs(); i++) {
      Npy truth = Npy.resource(NetworkGoldenTest.class, name + ".out" + i + ".npy");
      GoldenOutput.check(outputs.output(i), truth, name + " output " + i);
    }
  }

  @Tag("kernels")
  @Test
  void equalsTheReferenceAtThePapersSize() throws IOException {
    Path folder = SharedData.require("golden/net");
    NetworkOutputs outputs = outputs(8, Size.square(352));
    for (int i = 0; i < outputs.outputs(); i++) {
      Npy truth = Npy.read(folder.resolve("bcsnet_div8_352x352.out" + i + ".npy"));
      GoldenOutput.check(outputs.output(i), truth, "352x352 output " + i);
    }
  }

  private static NetworkOutputs outputs(int divisor, Size size) {
    try (BcsNet net = BcsNet.create(BcsNetOptions.ofWidth(divisor))) {
      setFormulaWeights(net);
      String input = "input" + size.height() + "x" + size.width();
      return net.logits(FormulaStream.named(input).floats((int) (3 * size.pixels())), 1, size);
    }
  }

  /** Tensor by tensor: at full width all of them at once would need gigabytes of heap. */
  private static void setFormulaWeights(BcsNet net) {
    BcsNetGraph.of(BcsNetOptions.ofWidth(net.options().widthDivisor()))
        .layout()
        .shapes()
        .forEach(
            (name, shape) -> {
              if (shape.length > 0) {
                net.set(name, Tensor.ofFloats(FormulaWeights.values(name, name, shape), shape));
              }
            });
  }
}

package org.bis5k.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
import org.bis5k.model.network.BcsNetOptions;
import org.junit.jupiter.api.Test;

/** Runs in a Java process of its own: the limit of native memory is set once, at its start. */
class MemoryShortageTest {

  /** The process's work: a small size that fits, a large one that does not, the small one again. */
  public static void main(String[] arguments) {
    try (BcsNet net = BcsNet.create(new BcsNetOptions(16, 1))) {
      Size small = Size.square(32);
      Size large = Size.square(512);
      float first = net.logits(new float[3 * 32 * 32], 1, small).prediction()[0];
      try {
        net.logits(new float[3 * 512 * 512], 1, large);
      } catch (InvalidInputException e) {
        System.out.println(e.getMessage());
      }
      System.out.println(first == net.logits(new float[3 * 32 * 32], 1, small).prediction()[0]);
    }
  }

  @Test
  void namesTheLayerAndWhatWasAskedForAndLeavesTheNetworkUsable()
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dorg.bytedeco.javacpp.maxbytes=4m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryShortageTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(out)
        .matches(
            "Out of memory in layer \\S+ \\(forward, inputs \\[1, .*\\]\\): \\d+ bytes more than the"
                + " \\d+ in use would exceed the limit of 4194304\\. It would fit with images of (\\d+)x\\1\\."
                + " The limit is -Dorg.bytedeco.javacpp.maxbytes\ntrue\n");
  }
}

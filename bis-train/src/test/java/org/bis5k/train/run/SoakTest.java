package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bis5k.data.Sample;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.Batch;
import org.bis5k.model.engine.NetworkFile;
import org.bis5k.model.engine.Segmenter;
import org.bis5k.model.engine.SegmenterOptions;
import org.bis5k.model.engine.SegmenterOptions.Device;
import org.bis5k.model.engine.SegmenterOptions.Engine;
import org.bis5k.testing.FormulaStream;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * One process that trains, predicts with both engines and closes everything, again and again: its
 * memory, threads, open files and temporary files stay as they are after the first rounds. The
 * property {@code bis.soak.rounds} sets the number of rounds, 2000 by default.
 */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, disabledReason = "memory is read from /proc")
class SoakTest {

  private static final Size SIZE = Size.square(16);
  private static final double[] RATE = {1e-3};
  private static final int ROUNDS = Integer.getInteger("bis.soak.rounds", 2000);

  @TempDir Path folder;

  /** What the process holds after a round. */
  private record Holdings(long residentKilobytes, long openFiles, int threads, long leftovers) {

    static Holdings now() throws IOException {
      System.gc();
      var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Holdings(
          resident(),
          system.getOpenFileDescriptorCount(),
          ManagementFactory.getThreadMXBean().getThreadCount(),
          abandonedModels());
    }

    private static long resident() throws IOException {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
      throw new IllegalStateException("/proc/self/status has no VmRSS");
    }

    /** Exported models that nobody deleted. */
    private static long abandonedModels() throws IOException {
      try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
        return files.filter(file -> file.getFileName().toString().startsWith("bis5k")).count();
      }
    }
  }

  private static Batch batch() {
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < 2; n++) {
      int pixels = (int) SIZE.pixels();
      float[] mask = new float[pixels];
      for (int i = 0; i < pixels; i++) {
        mask[i] = i % 16 > 7 + n ? 1 : 0;
      }
      float[] image = FormulaStream.named("soak" + n).floats(3 * pixels);
      samples.add(Sample.of("s" + n, SIZE, image, mask));
    }
    return Batch.of(samples);
  }

  private void round(RunConfig config, Batch batch, Path file) {
    try (BcsNetTraining network = BcsNetTraining.of(config)) {
      network.step(batch, RATE);
      network.step(batch, RATE);
      network.state().write(file);
    }
    try (NetworkFile open = NetworkFile.open(file)) {
      for (Engine engine : List.of(Engine.DL4J, Engine.ONNX)) {
        SegmenterOptions options = new SegmenterOptions(engine, Device.CPU);
        try (Segmenter segmenter = Segmenter.open(open, options)) {
          assertThat(segmenter.logits(batch.images(), 2, SIZE)).hasSize(512);
        }
      }
    }
  }

  @Test
  void nothingGrowsOverManyRounds() throws IOException {
    RunConfig config =
        RunConfig.parse(
            "{}",
            "soak",
            List.of(
                "Model.width_divisor=16",
                "Train.loss=bce_iou",
                "Train.Optimizer.groups={\"*\": 1}"));
    Batch batch = batch();
    Path file = folder.resolve("net.safetensors");
    int warm = Math.max(10, ROUNDS / 10);
    for (int i = 0; i < warm; i++) {
      round(config, batch, file);
    }
    Holdings first = Holdings.now();
    for (int i = warm; i < ROUNDS; i++) {
      round(config, batch, file);
    }
    Holdings last = Holdings.now();
    System.out.println("After " + warm + " rounds " + first + ", after " + ROUNDS + " " + last);
    assertThat(last.residentKilobytes())
        .as("resident memory: %s, then %s", first, last)
        .isLessThan(first.residentKilobytes() + first.residentKilobytes() / 10 + (64 << 10));
    assertThat(last.openFiles()).as("open files").isLessThanOrEqualTo(first.openFiles() + 2);
    assertThat(last.threads()).as("threads").isLessThanOrEqualTo(first.threads() + 2);
    assertThat(last.leftovers()).as("temporary models").isLessThanOrEqualTo(first.leftovers());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}

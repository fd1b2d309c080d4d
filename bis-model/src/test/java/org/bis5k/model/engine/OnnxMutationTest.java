package org.bis5k.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.Allocation;
import org.bis5k.model.engine.SegmenterOptions.Device;
import org.bis5k.model.engine.SegmenterOptions.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged ONNX models are computed or refused, never anything else: by this library's own reader,
 * with little memory, and by ONNX Runtime.
 */
final class OnnxMutationTest {

  private static final long LIMIT = 8L << 20;
  private static final Size SIZE = Size.square(32);

  @TempDir Path folder;

  /** A model of a few nodes with weights beside it and metadata. */
  private byte[] small() throws IOException {
    Path file = folder.resolve("small.onnx");
    SmallModel.write(file, Map.of("size", "32x32", "mean", "0, 0, 0", "std", "1, 1, 1"));
    return Files.readAllBytes(file);
  }

  /** Changes, cuts, doubles or removes a few bytes. */
  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int edits = 1 + random.nextInt(4); edits > 0 && bytes.length > 1; edits--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(7)) {
        case 0 -> bytes = Arrays.copyOf(bytes, at);
        case 1 -> bytes = joined(bytes, at, at, new byte[] {(byte) random.nextInt()});
        case 2 -> bytes = joined(bytes, at, Math.min(bytes.length, at + 3), new byte[0]);
        case 3 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
        case 4 -> bytes[at] = bytes[random.nextInt(bytes.length)];
        default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] bytes, int to, int from, byte[] between) {
    byte[] result = Arrays.copyOf(bytes, to + between.length + bytes.length - from);
    System.arraycopy(between, 0, result, to, between.length);
    System.arraycopy(bytes, from, result, to + between.length, bytes.length - from);
    return result;
  }

  private void survive(byte[] original, int count, Consumer<Path> use) throws IOException {
    Path file = folder.resolve("mutated.onnx");
    for (int seed = 0; seed < count; seed++) {
      Files.write(file, mutated(original, new Random(seed)));
      try {
        use.accept(file);
      } catch (InvalidInputException e) {
        assertThat(e).as("seed %d", seed).hasMessageStartingWith(file + ": ");
        assertThat(e.getMessage()).as("seed %d", seed).hasSizeLessThan(3000);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static void read(Path file) {
    long allocated =
        Allocation.during(
            () -> {
              try (NetworkFile network = NetworkFile.open(file)) {
                Preprocessing.ofMetadata(network.metadata());
              } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).matches("(?s)(size|mean|std|normalize): .+");
              }
            });
    assertThat(allocated).isLessThan(LIMIT);
  }

  @Test
  void ourReaderRefusesOrReads() throws IOException {
    survive(small(), 2000, OnnxMutationTest::read);
  }

  /** Most mutations hit the weights of this one, which are skipped. */
  @Test
  void ourReaderRefusesOrReadsARealModel() throws IOException {
    byte[] model = Files.readAllBytes(FormulaExport.file(16, folder));
    survive(model, 100, OnnxMutationTest::read);
  }

  @Test
  void onnxRuntimeRefusesOrComputes() throws IOException {
    float[] image = new float[3 * 32 * 32];
    Arrays.fill(image, 0.5f);
    survive(
        small(),
        300,
        file -> {
          try (Segmenter network =
              Segmenter.open(file, new SegmenterOptions(Engine.ONNX, Device.CPU))) {
            assertThat(network.logits(image, 1, SIZE)).hasSize(32 * 32);
          }
        });
  }
}

package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.Allocation;

/** Damaged files are read or refused, never anything else, and never with much memory. */
class WeightFileMutationTest {

  private static final long LIMIT = 30L << 20;
  private static Path folder;
  private static byte[] safetensors;

  @BeforeContainer
  static void prepare() throws IOException {
    folder = Files.createTempDirectory("weights");
    Path legacy = Files.write(folder.resolve("l"), TorchBytes.resource("dtypes.legacy.pth"));
    Path target = folder.resolve("s.safetensors");
    WeightFile.open(legacy).write(target);
    safetensors = Files.readAllBytes(target);
  }

  @AfterContainer
  static void cleanUp() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Property(tries = 1000)
  void legacyFiles(@ForAll long seed) throws IOException {
    String name = seed % 2 == 0 ? "dtypes.legacy.pth" : "nested.legacy.pth";
    survives(mutated(TorchBytes.resource(name), seed));
  }

  @Property(tries = 1000)
  void zipFiles(@ForAll long seed) throws IOException {
    survives(mutated(TorchBytes.resource("dtypes.zip.pth"), seed));
  }

  @Property(tries = 1000)
  void picklesInAnIntactArchive(@ForAll long seed) throws IOException {
    byte[] pickle =
        mutated(
            TorchBytes.tensorPickle(8, 0, TorchBytes.tuple(2, 4), TorchBytes.tuple(1, 2)), seed);
    survives(Files.readAllBytes(TorchBytes.zip(folder.resolve("z"), pickle, 8)));
  }

  @Property(tries = 1000)
  void safetensorsFiles(@ForAll long seed) throws IOException {
    survives(mutated(safetensors, seed));
  }

  /** Changes, cuts, doubles or removes a few bytes. */
  private static byte[] mutated(byte[] original, long seed) {
    Random random = new Random(seed);
    byte[] bytes = original.clone();
    for (int edits = 1 + random.nextInt(4); edits > 0 && bytes.length > 1; edits--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes = Arrays.copyOf(bytes, at);
        case 1 ->
            bytes =
                TorchBytes.join(
                    Arrays.copyOf(bytes, at),
                    new byte[] {(byte) at},
                    Arrays.copyOfRange(bytes, at, bytes.length));
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
        case 3 -> bytes[at] = bytes[random.nextInt(bytes.length)];
        default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return bytes;
  }

  private static void survives(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("m"), bytes);
    long allocated = Allocation.during(() -> readAll(file));
    assertThat(allocated).isLessThan(LIMIT);
  }

  private static void readAll(Path file) {
    try {
      WeightFile.open(file).tensors().values().forEach(Tensor::toFloats);
    } catch (InvalidInputException e) {
      assertThat(e).hasMessageStartingWith(file + ": ");
    }
  }
}

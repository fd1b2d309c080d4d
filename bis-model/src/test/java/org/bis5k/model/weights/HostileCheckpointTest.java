package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bis5k.model.weights.TorchBytes.join;
import static org.bis5k.model.weights.TorchBytes.tensor;
import static org.bis5k.model.weights.TorchBytes.tensorPickle;
import static org.bis5k.model.weights.TorchBytes.text;
import static org.bis5k.model.weights.TorchBytes.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.Allocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints that lie about what they hold. */
class HostileCheckpointTest {

  private static final long TEN_GIGABYTES = 2_500_000_000L;
  private static final long LIMIT = 20L << 20;

  @TempDir Path folder;

  @Test
  void anHonestHandMadeFileIsRead() throws IOException {
    byte[] pickle = tensorPickle(8, 2, tuple(2, 2), tuple(2, 1));

    WeightFile zip = WeightFile.open(TorchBytes.zip(file(), pickle, 8));
    WeightFile legacy = WeightFile.open(TorchBytes.legacy(folder.resolve("l"), pickle, 8, 8));

    assertThat(zip.tensors().get("w")).hasToString("F32 [2, 2]");
    SameWeights.check(legacy, zip);
  }

  @Test
  void aDeclaredTensorOfTenGigabytesIsRefusedWithoutMemory() throws IOException {
    byte[] pickle = tensorPickle(TEN_GIGABYTES, 0, tuple(TEN_GIGABYTES), tuple(1));
    Path zip = TorchBytes.zip(file(), pickle, 8);
    Path legacy = TorchBytes.legacy(folder.resolve("l"), pickle, TEN_GIGABYTES, 8);

    refused(zip, "tensor w F32 [2500000000] needs 10000000000 bytes: more than the file can hold");
    refused(
        tensorPickle(TEN_GIGABYTES, 0, tuple(8), tuple(1)),
        "storage archive/data/0 should hold 2500000000 elements of 4 bytes; its entry has 32"
            + " bytes");
    refused(
        legacy, "storage 0 should hold 2500000000 elements of 4 bytes, but only 32 bytes are left");
  }

  @Test
  void aViewBeyondItsStorageIsRefused() throws IOException {
    refused(tensorPickle(8, 0, tuple(3, 3), tuple(3, 1)), "reaches beyond its storage 0 of 8");
    refused(tensorPickle(8, 6, tuple(3), tuple(1)), "reaches beyond its storage 0 of 8");
    refused(tensorPickle(8, 0, tuple(2), tuple(Long.MAX_VALUE)), "reaches beyond its storage");
    refused(tensorPickle(8, Long.MAX_VALUE, tuple(2), tuple(1)), "reaches beyond its storage");
    refused(tensorPickle(8, -1, tuple(2), tuple(1)), "the offset must be a whole number");
    refused(tensorPickle(8, 0, tuple(-2), tuple(1)), "the size must be a whole number");
    refused(tensorPickle(8, 0, tuple(2), tuple(-1)), "the stride must be a whole number");
    refused(tensorPickle(8, 0, tuple(2, 2), tuple(1)), "2 sizes and 1 strides");
    refused(tensorPickle(8, 0, tuple(1L << 40, 1L << 40), tuple(0, 0)), "The shape is too large");
  }

  @Test
  void elementsRepeatedWithoutEndAreRefused() throws IOException {
    refused(tensorPickle(8, 0, tuple(TEN_GIGABYTES), tuple(0)), "more than the file can hold");
    refused(tensorPickle(8, 0, tuple(300), tuple(0)), "repeats elements of its storage");
    byte[] many = join("\u0080\u0002}");
    for (int i = 0; i < 100; i++) {
      many = join(many, text("w" + i), tensor(1000, 0, tuple(1000), tuple(1)), "s");
    }
    Path shared = TorchBytes.zip(file(), join(many, "."), 1000);

    refused(shared, "more than the file can hold, even with shared storages");
  }

  @Test
  void entriesThatLieAreRefused() throws IOException {
    byte[] pickle = tensorPickle(8, 0, tuple(8), tuple(1));
    byte[] good = Files.readAllBytes(TorchBytes.zip(file(), pickle, 8));

    refusedZip(good, good.length - 12, 0x7f, "cannot hold");
    refusedZip(good, 100, good[100] ^ 1, "entry archive/data.pkl has checksum");
    int first = indexOf(good, new byte[] {'P', 'K', 1, 2});
    refusedZip(good, first + 10, 8, "is compressed or encrypted");
    refusedZip(good, first + 20 + 3, 0x7f, "is compressed or encrypted");
    refusedZip(good, first + 42 + 3, 0x70, "it is truncated or damaged");
    refusedZip(good, first + 42, 4, "is not where the zip directory says");
    refusedZip(good, first + 46, 'b', "is not where the zip directory says");
    refusedZip(good, 0, 'Q', "is no weight file");
    assertThatThrownBy(() -> WeightFile.open(Files.write(file(), Arrays.copyOf(good, 600))))
        .hasMessageContaining("the zip directory at its end is missing");
  }

  @Test
  void overlappingEntriesAreRefused() throws IOException {
    byte[] good =
        Files.readAllBytes(TorchBytes.zip(file(), tensorPickle(8, 0, tuple(8), tuple(1)), 8));
    int first = indexOf(good, new byte[] {'P', 'K', 1, 2});
    byte[] bad = good.clone();
    bad[first + 20]++;
    bad[first + 24]++;

    refused(Files.write(file(), bad), "overlaps another or leaves the file");
  }

  @Test
  void aCompressedArchiveIsRefusedUnread() throws IOException {
    Path file = folder.resolve("bomb.pth");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      for (int i = 0; i < 64; i++) {
        zip.write(new byte[1 << 20]);
      }
    }

    refused(file, "entry archive/data.pkl is compressed or encrypted");
  }

  @Test
  void anArchiveOfSomethingElseIsRefused() throws IOException {
    Path file = folder.resolve("photos.pth");
    AtomicFile.writeDurably(
        file,
        channel -> {
          ZipWriter zip = new ZipWriter(channel);
          zip.add("archive/deep/data.pkl", TorchBytes.little(1));
          zip.finish();
        });

    refused(file, "is a zip archive but no PyTorch file: it has no entry FOLDER/data.pkl");
  }

  @Test
  void anEntryTwiceIsRefused() throws IOException {
    Path file = folder.resolve("twice.pth");
    AtomicFile.writeDurably(
        file,
        channel -> {
          ZipWriter zip = new ZipWriter(channel);
          zip.add("archive/data.pkl", TorchBytes.little(1));
          zip.add("archive/data.pkl", TorchBytes.little(2));
          zip.finish();
        });

    refused(file, "two entries archive/data.pkl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "legacy"})
  void aMissingStorageIsRefused(String container) throws IOException {
    byte[] pickle = join("\u0080\u0002}", text("w"), tensor(8, 0, tuple(8), tuple(1)), "s.");
    String text = new String(pickle, StandardCharsets.ISO_8859_1);
    byte[] other = join(text.replace("X\u0001\0\0\u00000", "X\u0001\0\0\u00007"));

    if (container.equals("zip")) {
      refused(TorchBytes.zip(file(), other, 8), "the archive lacks the entry archive/data/7");
    } else {
      refused(TorchBytes.legacy(file(), other, 8, 8), "lists a storage that no tensor uses");
    }
  }

  private Path file() {
    return folder.resolve("bad.pth");
  }

  private void refusedZip(byte[] good, int index, int value, String message) throws IOException {
    byte[] bad = good.clone();
    bad[index] = (byte) value;
    refused(Files.write(file(), bad), message);
  }

  private void refused(byte[] pickle, String message) throws IOException {
    refused(TorchBytes.zip(file(), pickle, 8), message);
  }

  private static void refused(Path file, String message) {
    long allocated =
        Allocation.during(
            () ->
                assertThatThrownBy(() -> WeightFile.open(file))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining(message));
    assertThat(allocated).isLessThan(LIMIT);
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}

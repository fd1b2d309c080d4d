package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bis5k.model.weights.TorchBytes.join;
import static org.bis5k.model.weights.TorchBytes.little;
import static org.bis5k.model.weights.TorchBytes.tensor;
import static org.bis5k.model.weights.TorchBytes.text;
import static org.bis5k.model.weights.TorchBytes.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.Allocation;
import org.bis5k.testing.Growth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files that ask for much more work or memory than their length: each is refused, and the processor
 * time grows with the length of the file, not with what the file asks for.
 */
final class ReadBudgetTest {

  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;

  /** Builds the bytes of a pickle from many small pieces. */
  private static final class Pieces {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Pieces add(Object... parts) {
      bytes.writeBytes(join(parts));
      return this;
    }

    Pieces repeat(int times, Object... parts) {
      byte[] piece = join(parts);
      for (int i = 0; i < times; i++) {
        bytes.writeBytes(piece);
      }
      return this;
    }

    byte[] end(Object... parts) {
      return add(parts).bytes.toByteArray();
    }
  }

  /** A list of so many pairs in memo 1, and OrderedDict in memo 2; both stay on the stack. */
  private static Pieces pairsInTheMemo(int pairs) {
    Pieces pickle = new Pieces().add("\u0080\u0002]q\u0001(");
    for (int i = 0; i < pairs; i++) {
      pickle.add(text(Integer.toString(i, 36)), "N\u0086");
    }
    return pickle.add("eccollections\nOrderedDict\nq\u0002");
  }

  /** Calls OrderedDict with the list in the memo and drops the result. */
  private static byte[] dictionaryCalledAgain(int pairs, int calls) {
    return pairsInTheMemo(pairs).repeat(calls, "h\u0002h\u0001\u0085R0").end("00}.");
  }

  /** Calls OrderedDict with the list in the memo and keeps each result. */
  private static byte[] dictionaryKeptAgain(int pairs, int calls) {
    return pairsInTheMemo(pairs).repeat(calls, "h\u0002h\u0001\u0085R").end(".");
  }

  /** One text of many characters as the key of each of many dictionaries' entries. */
  private static byte[] longKeyComparedAgain(int length, int times) {
    String key = "k".repeat(length);
    return new Pieces()
        .add("\u0080\u0002", text(key), "q\u0001", text(key), "q\u0002}h\u0001Ns")
        .repeat(times, "h\u0002Ns")
        .end("q\u000300h\u0003.");
  }

  /** Whole numbers, 0 to n, and texts with the same hash codes, in one dictionary. */
  private static byte[] keysOfEqualHash(int bits) {
    Pieces pickle = new Pieces().add("\u0080\u0002}(");
    for (int i = 0; i < 1 << bits; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < bits; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      int hash = name.toString().hashCode();
      long number = (long) i << 32 | (hash ^ i) & 0xffffffffL;
      assertThat(Long.hashCode(number)).isEqualTo(hash);
      pickle.add(text(name.toString()), "N", TorchBytes.number(number), "N");
    }
    return pickle.end("u.");
  }

  private static byte[] longName(int prefixes) {
    byte[] w = tensor(8, 0, tuple(8), tuple(1));
    return join("\u0080\u0002}", text("module.".repeat(prefixes) + "w"), w, "s.");
  }

  @Test
  void aListCopiedAgainAndAgainIsRefused() throws IOException {
    refused(dictionaryCalledAgain(150_000, 300_000), 200 * MEGABYTE, "asks for more than ");
  }

  @Test
  void aListKeptAgainAndAgainIsRefused() throws IOException {
    refused(dictionaryKeptAgain(150_000, 400_000), 200 * MEGABYTE, "asks for more than ");
  }

  @Test
  void aNameOfManyPrefixesIsRefused() throws IOException {
    refused(
        longName(100_000),
        20 * MEGABYTE,
        "a key of a dictionary has 700001 characters; at most 1000 are read: module.module.");
  }

  @Test
  void instructionsWithoutEndAreRefused() throws IOException {
    refused(
        new Pieces().add("\u0080\u0002").repeat(9_000_000, "N0").end("}."),
        700 * MEGABYTE,
        "asks for more than 268435456 bytes of work and memory, which no weight file needs");
  }

  @Test
  void keysOfMixedNumbersAreRefused() throws IOException {
    refused(
        join("\u0080\u0002}K\u0001NsG\u003f\u00f0\0\0\0\0\0\0Ns."),
        20 * MEGABYTE,
        "a dictionary has a key that is neither text nor a whole number");
  }

  /** Pickles that once took time as the square of their length, or longer. */
  enum Bomb {
    CALLED(1000, n -> dictionaryCalledAgain(n, 2 * n)),
    KEPT(1000, n -> dictionaryKeptAgain(n, 2 * n)),
    COMPARED(20_000, n -> longKeyComparedAgain(1000, n)),
    COMPARED_LONG(20_000, n -> longKeyComparedAgain(n, n)),
    PREFIXES(50_000, ReadBudgetTest::longName),
    EQUAL_HASHES(1 << 12, n -> keysOfEqualHash(Integer.numberOfTrailingZeros(n)));

    private final int size;
    private final IntFunction<byte[]> pickle;

    Bomb(int size, IntFunction<byte[]> pickle) {
      this.size = size;
      this.pickle = pickle;
    }
  }

  @ParameterizedTest
  @EnumSource(Bomb.class)
  void theTimeGrowsWithTheLengthOfThePickle(Bomb bomb) {
    Growth.assertLinear(bomb.size, n -> reading(zip(n, bomb.pickle.apply(n))));
  }

  @Test
  void theTimeGrowsWithTheNumberOfTensors() {
    Growth.assertLinear(
        2000,
        n -> {
          Pieces pickle = new Pieces().add("\u0080\u0002}");
          for (int i = 0; i < n; i++) {
            pickle.add(text("module.w" + i), tensor(0, 0, tuple(0), tuple(1)), "s");
          }
          return reading(zip(n, pickle.end(".")));
        });
  }

  @Test
  void theTimeGrowsWithTheLengthOfASafetensorsHeader() {
    Growth.assertLinear(
        4000,
        n -> {
          StringBuilder header = new StringBuilder("{\"__metadata__\":{\"k\":\"v\"}");
          for (int i = 0; i < n; i++) {
            header
                .append(",\"w")
                .append(i)
                .append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
          }
          return reading(safetensors(n, header.append('}').toString()));
        });
  }

  @Test
  void theTimeGrowsWithTheNumberOfEntriesOfAnArchive() {
    Growth.assertLinear(1000, n -> reading(archive(n)));
  }

  @Test
  void countsAndNamesOfSafetensorsAreBounded() {
    StringBuilder metadata = new StringBuilder("{\"__metadata__\":{\"k\":\"v\"");
    for (int i = 0; i < 10_000; i++) {
      metadata.append(",\"").append(i).append("\":\"\"");
    }
    refused(
        safetensors(1, metadata.append("}}").toString()),
        20 * MEGABYTE,
        "has more than 10000 entries of metadata");
    refused(
        safetensors(2, "{\"__metadata__\":{\"" + "k".repeat(1001) + "\":\"v\"}}"),
        20 * MEGABYTE,
        "a key of its metadata has 1001 characters; at most 1000 are read: kkk");
    refused(
        safetensors(
            3,
            "{\""
                + "w".repeat(1001)
                + "\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}"),
        20 * MEGABYTE,
        "a tensor's name has 1001 characters; at most 1000 are read: www");
    StringBuilder tensors = new StringBuilder("{");
    for (int i = 0; i <= 100_000; i++) {
      tensors
          .append(i == 0 ? "\"" : ",\"")
          .append(i)
          .append("\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,0]}".replace("[]", "[0]"));
    }
    refused(
        safetensors(4, tensors.append('}').toString()),
        200 * MEGABYTE,
        "has more than 100000 tensors");
  }

  @Test
  void aHeaderThatNoFileNeedsIsRefusedUnread() throws IOException {
    byte[] start = join(little(8).putLong(40 << 20).array(), "{");
    refused(
        Files.write(folder.resolve("long.safetensors"), start),
        MEGABYTE,
        "the safetensors header would take 41943040 bytes; expected 2 to 33554432");
  }

  @Test
  void aLongNameInAnArchiveIsRefused() {
    Path file = folder.resolve("name.pth");
    AtomicFile.writeDurably(
        file,
        channel -> {
          ZipWriter zip = new ZipWriter(channel);
          zip.add("archive/" + "a".repeat(1000), little(1));
          zip.finish();
        });
    refused(
        file,
        20 * MEGABYTE,
        "an entry of the zip directory has a name of 1008 bytes; at most 1000 are read");
  }

  private Path zip(int name, byte[] pickle) {
    try {
      return TorchBytes.zip(folder.resolve(name + ".pth"), pickle, 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An archive with so many entries besides a state dictionary without tensors. */
  private Path archive(int entries) {
    Path file = folder.resolve(entries + ".zip.pth");
    AtomicFile.writeDurably(
        file,
        channel -> {
          ZipWriter zip = new ZipWriter(channel);
          zip.add("archive/data.pkl", java.nio.ByteBuffer.wrap(join("\u0080\u0002}.")));
          for (int i = 0; i < entries; i++) {
            zip.add("archive/other/" + i, little(0));
          }
          zip.finish();
        });
    return file;
  }

  private Path safetensors(int name, String header) {
    byte[] utf8 = header.getBytes(StandardCharsets.UTF_8);
    try {
      return Files.write(
          folder.resolve(name + ".safetensors"),
          join(little(8).putLong(utf8.length).array(), utf8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file, which may be refused. */
  private static Runnable reading(Path file) {
    return () -> {
      try {
        WeightFile.open(file).close();
      } catch (InvalidInputException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
      }
    };
  }

  private void refused(byte[] pickle, long most, String message) throws IOException {
    refused(TorchBytes.zip(folder.resolve("bad.pth"), pickle, 8), most, message);
  }

  private static void refused(Path file, long most, String message) {
    long allocated =
        Allocation.during(
            () ->
                assertThatThrownBy(() -> WeightFile.open(file))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining(message));
    assertThat(allocated).isLessThan(most);
  }
}

package org.bis5k.model.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Hand-made pickles and containers for tests. */
final class TorchBytes {

  private static final String REBUILD = "ctorch._utils\n_rebuild_tensor_v2\n";

  private TorchBytes() {}

  static byte[] resource(String name) {
    try (InputStream in = TorchBytes.class.getResourceAsStream("/golden/pth/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Joins text (Latin-1), bytes and small instructions. */
  static byte[] join(Object... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object part : parts) {
      out.writeBytes(
          part instanceof byte[] bytes
              ? bytes
              : part.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }

  static byte[] text(String text) {
    return join("X", little(4).putInt(text.length()).array(), text);
  }

  static byte[] number(long value) {
    return join("\u008a\u0008", little(8).putLong(value).array());
  }

  static byte[] tuple(long... values) {
    byte[] all = join("(");
    for (long value : values) {
      all = join(all, number(value));
    }
    return join(all, "t");
  }

  /** A dictionary with one float tensor "w", a view of a storage "0". */
  static byte[] tensorPickle(long stored, long offset, byte[] shape, byte[] strides) {
    return join("\u0080\u0002}", text("w"), tensor(stored, offset, shape, strides), "s.");
  }

  static byte[] tensor(long stored, long offset, byte[] shape, byte[] strides) {
    return join(
        REBUILD,
        "((",
        text("storage"),
        "ctorch\nFloatStorage\n",
        text("0"),
        text("cpu"),
        number(stored),
        "tQ",
        number(offset),
        shape,
        strides,
        "\u0089)tR");
  }

  /** A zip container with a pickle and a storage "0" of the given floats' bytes. */
  static Path zip(Path file, byte[] pickle, int floats) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ZipWriter zip = new ZipWriter(channel);
      zip.add("archive/data.pkl", ByteBuffer.wrap(pickle));
      zip.add("archive/data/0", ByteBuffer.allocate(4 * floats));
      zip.add("archive/version", ByteBuffer.wrap(join("3\n")));
      zip.finish();
    }
    return file;
  }

  /** A legacy container with a pickle and a storage "0". */
  static Path legacy(Path file, byte[] pickle, long declared, int floats) throws IOException {
    byte[] magic = join("\u0080\u0002\u008a\n", "l\u00fc\u009cF\u00f9 j\u00a8P\u0019.");
    return Files.write(
        file,
        join(
            magic,
            "\u0080\u0002M\u00e9\u0003.",
            "\u0080\u0002}.",
            pickle,
            "\u0080\u0002]",
            text("0"),
            "a.",
            little(8).putLong(declared).array(),
            new byte[4 * floats]));
  }

  static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}

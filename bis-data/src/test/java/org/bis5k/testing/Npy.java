package org.bis5k.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A NumPy file of float32 or float64 in C order, as doubles with its shape. */
public final class Npy {

  private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");

  private final int[] shape;
  private final double[] values;

  private Npy(int[] shape, double[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** Reads a file. */
  public static Npy read(Path file) throws IOException {
    return parse(Files.readAllBytes(file), file.toString());
  }

  /** Reads a class-path resource of {@code owner}. */
  public static Npy resource(Class<?> owner, String name) throws IOException {
    try (var in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("No test resource " + name + " beside " + owner);
      }
      return parse(in.readAllBytes(), name);
    }
  }

  private static Npy parse(byte[] bytes, String name) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = bytes[6] == 1 ? buffer.getShort(8) & 0xffff : buffer.getInt(8);
    int start = bytes[6] == 1 ? 10 : 12;
    String header = new String(bytes, start, headerLength, StandardCharsets.ISO_8859_1);
    boolean isDouble = header.contains("'<f8'");
    Matcher matcher = SHAPE.matcher(header);
    if (!matcher.find()
        || (!isDouble && !header.contains("'<f4'"))
        || header.contains("'fortran_order': True")) {
      throw new IOException(name + ": expected float32 or float64 in C order; found " + header);
    }
    int[] shape =
        Arrays.stream(matcher.group(1).split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    double[] values = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    buffer.position(start + headerLength);
    for (int i = 0; i < values.length; i++) {
      values[i] = isDouble ? buffer.getDouble() : buffer.getFloat();
    }
    return new Npy(shape, values);
  }

  /** The dimensions. */
  public int[] shape() {
    return shape.clone();
  }

  /** The elements in C order; not a copy. */
  public double[] values() {
    return values;
  }
}

package org.bis5k.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Changes image files at random: single bytes, and the structure of PNG and TIFF files. Checksums
 * are mostly made right again, so that the change reaches the code behind them.
 */
final class ImageMutator {

  private static final int[] NUMBERS = {
    0,
    1,
    2,
    3,
    4,
    5,
    7,
    8,
    9,
    15,
    16,
    17,
    31,
    32,
    33,
    40,
    50,
    64,
    127,
    128,
    255,
    256,
    257,
    1000,
    32773,
    32946,
    65535,
    65536,
    1 << 20,
    Integer.MAX_VALUE,
    -1,
    Integer.MIN_VALUE
  };

  private static final String[] TYPES = {
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sBIT", "sRGB", "iCCP", "tEXt", "zTXt",
    "iTXt", "bKGD", "pHYs", "hIST", "sPLT", "tIME", "eXIf", "acTL", "ABCD", "abcd"
  };

  private ImageMutator() {}

  static byte[] mutate(byte[] file, Random random) {
    if (random.nextInt(8) == 0) {
      return bytes(file, random);
    }
    return file[0] == (byte) 0x89 ? png(file, random) : tiff(file, random);
  }

  private static byte[] bytes(byte[] file, Random random) {
    if (random.nextInt(12) == 0) {
      return Arrays.copyOf(file, random.nextInt(file.length + 1));
    }
    byte[] mutated = file.clone();
    for (int i = 1 + random.nextInt(4); i > 0 && mutated.length > 0; i--) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
    }
    return mutated;
  }

  private record Chunk(String type, byte[] content) {}

  private static byte[] png(byte[] file, Random random) {
    List<Chunk> chunks = chunks(file);
    for (int i = 1 + random.nextInt(2); i > 0 && chunks.size() > 1; i--) {
      // The header seldom, since without it nothing else is looked at.
      int at = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(chunks.size() - 1);
      Chunk chunk = chunks.get(at);
      switch (random.nextInt(10)) {
        case 0 -> chunks.remove(at);
        case 1 -> chunks.add(1 + random.nextInt(chunks.size()), chunk);
        case 2 -> chunks.set(at, new Chunk(TYPES[random.nextInt(TYPES.length)], chunk.content));
        case 3 -> {
          byte[] content = new byte[random.nextInt(20)];
          random.nextBytes(content);
          chunks.add(Math.max(1, at), new Chunk(TYPES[random.nextInt(TYPES.length)], content));
        }
        case 4 -> {
          chunks.set(at, chunks.set(1 + random.nextInt(chunks.size() - 1), chunk));
        }
        case 5 -> {
          if (chunk.content.length > 0) {
            chunks.set(at, new Chunk(chunk.type, bytes(chunk.content, random)));
          }
        }
        case 6 -> divide(chunks, at, random);
        case 7 -> header(chunks, random);
        default -> pixels(chunks, random);
      }
    }
    return join(chunks, random);
  }

  private static void divide(List<Chunk> chunks, int at, Random random) {
    Chunk chunk = chunks.get(at);
    int cut = random.nextInt(chunk.content.length + 1);
    chunks.set(at, new Chunk(chunk.type, Arrays.copyOf(chunk.content, cut)));
    byte[] rest = Arrays.copyOfRange(chunk.content, cut, chunk.content.length);
    chunks.add(at + 1, new Chunk(chunk.type, rest));
  }

  private static void header(List<Chunk> chunks, Random random) {
    byte[] content = chunks.get(0).content;
    if (content.length < 13) {
      return;
    }
    ByteBuffer header = ByteBuffer.wrap(content.clone());
    switch (random.nextInt(6)) {
      case 0 -> header.putInt(0, number(random));
      case 1 -> header.putInt(4, number(random));
      case 2 -> header.put(8, (byte) (1 << random.nextInt(5)));
      case 3 -> header.put(9, (byte) random.nextInt(7));
      case 4 -> header.put(12, (byte) random.nextInt(3));
      default -> header.put(10 + random.nextInt(2), (byte) random.nextInt(3));
    }
    chunks.set(0, new Chunk(chunks.get(0).type, header.array()));
  }

  /** Changes the filtered rows, or how they are compressed. */
  private static void pixels(List<Chunk> chunks, Random random) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    chunks.stream().filter(c -> c.type.equals("IDAT")).forEach(c -> data.writeBytes(c.content));
    byte[] rows = inflate(data.toByteArray());
    int first =
        chunks.indexOf(chunks.stream().filter(c -> c.type.equals("IDAT")).findFirst().orElse(null));
    if (rows.length == 0 || first < 0) {
      return;
    }
    byte[] changed = bytes(rows, random);
    if (random.nextInt(4) == 0) {
      changed = Arrays.copyOf(changed, changed.length + random.nextInt(40));
    }
    byte[] packed = deflate(changed, random.nextInt(10));
    chunks.removeIf(c -> c.type.equals("IDAT"));
    chunks.add(Math.min(first, chunks.size()), new Chunk("IDAT", packed));
  }

  private static List<Chunk> chunks(byte[] file) {
    List<Chunk> chunks = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file);
    in.position(Math.min(8, file.length));
    while (in.remaining() >= 12) {
      int length = in.getInt();
      byte[] type = new byte[4];
      in.get(type);
      if (length < 0 || length > in.remaining() - 4) {
        break;
      }
      byte[] content = new byte[length];
      in.get(content).getInt();
      chunks.add(new Chunk(new String(type, StandardCharsets.ISO_8859_1), content));
    }
    return chunks;
  }

  private static byte[] join(List<Chunk> chunks, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    boolean wrong = random.nextInt(20) == 0;
    for (Chunk chunk : chunks) {
      byte[] type = chunk.type.getBytes(StandardCharsets.ISO_8859_1);
      CRC32 checksum = new CRC32();
      checksum.update(type);
      checksum.update(chunk.content);
      int value = (int) checksum.getValue() + (wrong && random.nextInt(3) == 0 ? 1 : 0);
      out.writeBytes(ByteBuffer.allocate(4).putInt(chunk.content.length).array());
      out.writeBytes(type);
      out.writeBytes(chunk.content);
      out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
    }
    return out.toByteArray();
  }

  private static byte[] inflate(byte[] data) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(data);
      byte[] rows = new byte[1 << 18];
      return Arrays.copyOf(rows, inflater.inflate(rows));
    } catch (DataFormatException e) {
      return new byte[0];
    } finally {
      inflater.end();
    }
  }

  private static byte[] deflate(byte[] rows, int level) {
    Deflater deflater = new Deflater(level);
    deflater.setInput(rows);
    deflater.finish();
    byte[] packed = new byte[rows.length + 1000];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }

  /** Changes entries of the first directory. */
  private static byte[] tiff(byte[] file, Random random) {
    if (file.length < 8) {
      return bytes(file, random);
    }
    byte[] mutated = file.clone();
    ByteOrder order = file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer out = ByteBuffer.wrap(mutated).order(order);
    int directory = out.getInt(4);
    if (directory < 0 || directory > file.length - 2) {
      return bytes(file, random);
    }
    int entries = Short.toUnsignedInt(out.getShort(directory));
    if (entries == 0 || directory + 2 + 12 * entries > file.length) {
      return bytes(file, random);
    }
    if (random.nextInt(3) == 0) {
      int at = 8 + random.nextInt(Math.max(1, Math.max(directory, file.length - directory) - 8));
      mutated[Math.min(at, file.length - 1)] = (byte) random.nextInt(256);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      int entry = directory + 2 + 12 * random.nextInt(entries);
      switch (random.nextInt(7)) {
        case 0 -> out.putShort(entry, (short) (254 + random.nextInt(100)));
        case 1 ->
            out.putShort(entry + 2, (short) (1 + random.nextInt(random.nextBoolean() ? 4 : 20)));
        case 2 -> out.putInt(entry + 4, number(random));
        case 3 -> out.putInt(entry + 8, random.nextInt(file.length));
        case 4 -> out.put(entry + 8 + random.nextInt(4), (byte) (random.nextInt(20) - 2));
        default -> {
          if (out.getShort(entry + 2) == 3) {
            out.putShort(entry + 8, (short) number(random));
          } else {
            out.putInt(entry + 8, number(random));
          }
        }
      }
    }
    return mutated;
  }

  private static int number(Random random) {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }
}

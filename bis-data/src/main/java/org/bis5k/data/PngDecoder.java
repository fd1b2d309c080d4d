package org.bis5k.data;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes PNG files of at most 8 bits per sample (Portable Network Graphics, third edition). The
 * platform's own decoder accepts damaged files, unpacks compressed texts of any size and maps grey
 * through a gamma; this one checks every checksum and allocates what the size asks for, no more.
 */
final class PngDecoder {

  /** First column and row, then column and row step, of the seven passes of an interlaced file. */
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] WHOLE = {{0, 0, 1, 1}};

  private final PngChunks chunks;
  private final int channels; // in the file, alpha included
  private final int colours; // in the result
  private final byte[] samples;
  private final Inflater inflater = new Inflater();
  private int nextData;

  private PngDecoder(PngChunks chunks) {
    this.chunks = chunks;
    this.channels =
        switch (chunks.colourType()) {
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> 1;
        };
    this.colours = chunks.colourType() == 0 || chunks.colourType() == 4 ? 1 : 3;
    this.samples = new byte[Math.toIntExact(colours * chunks.size().pixels())];
  }

  static FilePixels decode(byte[] file) throws DamagedImageException {
    PngDecoder decoder = new PngDecoder(PngChunks.of(file));
    try {
      decoder.decodePasses();
    } catch (DataFormatException e) {
      throw new DamagedImageException("is damaged: its compressed pixels say " + e.getMessage());
    } finally {
      decoder.inflater.end();
    }
    Size size = decoder.chunks.size();
    return decoder.colours == 1
        ? FilePixels.grey(size, decoder.samples)
        : FilePixels.rgb(size, decoder.samples);
  }

  private void decodePasses() throws DataFormatException, DamagedImageException {
    Size size = chunks.size();
    for (int[] pass : chunks.interlaced() ? ADAM7 : WHOLE) {
      int columns = (size.width() - pass[0] + pass[2] - 1) / pass[2];
      int rows = (size.height() - pass[1] + pass[3] - 1) / pass[3];
      if (columns <= 0 || rows <= 0) {
        continue;
      }
      int bitsPerPixel = channels * chunks.bits();
      int rowBytes = Math.toIntExact(((long) columns * bitsPerPixel + 7) / 8);
      PngRow row = new PngRow(rowBytes, Math.max(1, bitsPerPixel / 8));
      for (int y = 0; y < rows; y++) {
        inflate(row.buffer());
        byte[] bytes = row.unfilter();
        place(bytes, columns, pass[1] + y * pass[3], pass[0], pass[2]);
      }
    }
    // One byte more makes the inflater reach, and compare, its checksum.
    inflateSome(new byte[1], 0);
  }

  private void inflate(byte[] target) throws DataFormatException, DamagedImageException {
    int filled = 0;
    while (filled < target.length) {
      int count = inflateSome(target, filled);
      if (count == 0) {
        throw new DamagedImageException("is truncated: its pixels end too early");
      }
      filled += count;
    }
  }

  /** Zero at the end of the compressed stream or of the file's data. */
  private int inflateSome(byte[] target, int from) throws DataFormatException {
    while (true) {
      int count = inflater.inflate(target, from, target.length - from);
      if (count > 0 || inflater.finished() || inflater.needsDictionary()) {
        return count;
      }
      if (nextData == chunks.data().size()) {
        return 0;
      }
      ByteBuffer data = chunks.data().get(nextData++);
      inflater.setInput(data.duplicate());
    }
  }

  private void place(byte[] row, int columns, int y, int firstColumn, int step) {
    int to = (y * chunks.size().width() + firstColumn) * colours;
    if (chunks.bits() < 8 || chunks.colourType() == 3) {
      placeIndexed(row, columns, to, step);
    } else if (step == 1 && channels == colours) {
      System.arraycopy(row, 0, samples, to, columns * channels);
    } else {
      for (int x = 0; x < columns; x++, to += step * colours) {
        System.arraycopy(row, x * channels, samples, to, colours);
      }
    }
  }

  private void placeIndexed(byte[] row, int columns, int first, int step) {
    int bits = chunks.bits();
    int mask = (1 << bits) - 1;
    byte[] palette = chunks.palette();
    int to = first;
    for (int x = 0; x < columns; x++, to += step * colours) {
      int bit = x * bits;
      int value = row[bit >> 3] >> (8 - bits - (bit & 7)) & mask;
      if (colours == 1) {
        samples[to] = (byte) (value * 255 / mask);
      } else {
        System.arraycopy(palette, 3 * value, samples, to, 3);
      }
    }
  }
}

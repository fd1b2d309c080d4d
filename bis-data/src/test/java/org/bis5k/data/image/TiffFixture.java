package org.bis5k.data.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/** Writes TIFF and BigTIFF files directory by directory, right or wrong ones. */
final class TiffFixture {

  private final boolean big;
  private final ByteOrder order;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Page> pages = new ArrayList<>();

  private TiffFixture(boolean big, ByteOrder order) {
    this.big = big;
    this.order = order;
    bytes.writeBytes(new byte[big ? 16 : 8]);
  }

  static TiffFixture classic(ByteOrder order) {
    return new TiffFixture(false, order);
  }

  static TiffFixture big(ByteOrder order) {
    return new TiffFixture(true, order);
  }

  /** A directory; its tags may still be changed. */
  static final class Page {
    private final SortedMap<Integer, Object> tags = new TreeMap<>();

    Page with(int tag, long... values) {
      tags.put(tag, values);
      return this;
    }

    Page with(int tag, String text) {
      tags.put(tag, text);
      return this;
    }

    Page withRatio(int tag, int numerator, int denominator) {
      tags.put(tag, new int[] {numerator, denominator});
      return this;
    }

    Page without(int tag) {
      tags.remove(tag);
      return this;
    }
  }

  /** An uncompressed RGB image in tiles, black where they stick out. */
  Page tiled(RgbImage image, Size tile) {
    Page page = page(image.size(), 3);
    List<Long> offsets = new ArrayList<>();
    for (int top = 0; top < image.size().height(); top += tile.height()) {
      for (int left = 0; left < image.size().width(); left += tile.width()) {
        byte[] samples = new byte[(int) (3 * tile.pixels())];
        Size part =
            new Size(
                Math.min(tile.height(), image.size().height() - top),
                Math.min(tile.width(), image.size().width() - left));
        WholeImage.copy(image, top, left, samples, 0, tile.width(), part);
        offsets.add((long) bytes.size());
        bytes.writeBytes(samples);
      }
    }
    long[] lengths = new long[offsets.size()];
    java.util.Arrays.fill(lengths, 3 * tile.pixels());
    return page.with(TiffDirectory.TILE_HEIGHT, tile.height())
        .with(TiffDirectory.TILE_WIDTH, tile.width())
        .with(TiffDirectory.TILE_OFFSETS, offsets.stream().mapToLong(Long::longValue).toArray())
        .with(TiffDirectory.TILE_BYTES, lengths);
  }

  /** An uncompressed RGB image, each channel in strips of its own. */
  Page separateStrips(RgbImage image, int rows) {
    Page page = page(image.size(), 3).with(TiffDirectory.PLANES, 2);
    List<Long> offsets = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    int width = image.size().width();
    for (int channel = 0; channel < 3; channel++) {
      for (int top = 0; top < image.size().height(); top += rows) {
        int bottom = Math.min(top + rows, image.size().height());
        offsets.add((long) bytes.size());
        lengths.add((long) (bottom - top) * width);
        for (int i = top * width; i < bottom * width; i++) {
          bytes.write(image.samples()[3 * i + channel]);
        }
      }
    }
    return page.with(TiffDirectory.ROWS_PER_STRIP, rows)
        .with(TiffDirectory.STRIP_OFFSETS, offsets.stream().mapToLong(Long::longValue).toArray())
        .with(TiffDirectory.STRIP_BYTES, lengths.stream().mapToLong(Long::longValue).toArray());
  }

  private Page page(Size size, int channels) {
    Page page =
        new Page()
            .with(TiffDirectory.WIDTH, size.width())
            .with(TiffDirectory.HEIGHT, size.height())
            .with(TiffDirectory.BITS, 8, 8, 8)
            .with(TiffDirectory.COMPRESSION, 1)
            .with(TiffDirectory.PHOTOMETRIC, 2)
            .with(TiffDirectory.CHANNELS, channels);
    pages.add(page);
    return page;
  }

  /** The file, its pages chained in order. */
  byte[] end() {
    long[] starts = new long[pages.size() + 1];
    for (int i = pages.size() - 1; i >= 0; i--) {
      starts[i] = append(pages.get(i), starts[i + 1]);
    }
    byte[] file = bytes.toByteArray();
    ByteBuffer header = ByteBuffer.wrap(file).order(order);
    header.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
    if (big) {
      header.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(starts[0]);
    } else {
      header.putShort((short) 42).putInt((int) starts[0]);
    }
    return file;
  }

  Path save(Path file) throws IOException {
    return Files.write(file, end());
  }

  /** Writes a directory that others point to, and returns where it lies. */
  long below(Page page) {
    pages.remove(page);
    return append(page, 0);
  }

  private long append(Page page, long next) {
    int entrySize = big ? 20 : 12;
    int length = (big ? 16 : 6) + entrySize * page.tags.size();
    long start = bytes.size();
    ByteBuffer directory = ByteBuffer.allocate(length).order(order);
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    if (big) {
      directory.putLong(page.tags.size());
    } else {
      directory.putShort((short) page.tags.size());
    }
    page.tags.forEach(
        (tag, value) -> {
          byte[] encoded = encode(value);
          directory.putShort(tag.shortValue()).putShort((short) type(value));
          putNumber(directory, encoded.length / width(value));
          int field = directory.position();
          if (encoded.length <= (big ? 8 : 4)) {
            directory.put(encoded).position(field + (big ? 8 : 4));
          } else {
            putNumber(directory, start + length + values.size());
            values.writeBytes(encoded);
          }
        });
    putNumber(directory, next);
    bytes.writeBytes(directory.array());
    bytes.writeBytes(values.toByteArray());
    return start;
  }

  private void putNumber(ByteBuffer target, long number) {
    if (big) {
      target.putLong(number);
    } else {
      target.putInt((int) number);
    }
  }

  private int type(Object value) {
    return value instanceof String ? 2 : value instanceof int[] ? 5 : big ? 16 : 4;
  }

  private int width(Object value) {
    return value instanceof String ? 1 : value instanceof int[] || big ? 8 : 4;
  }

  private byte[] encode(Object value) {
    if (value instanceof String text) {
      return (text + '\0').getBytes(StandardCharsets.ISO_8859_1);
    }
    if (value instanceof int[] ratio) {
      return ByteBuffer.allocate(8).order(order).putInt(ratio[0]).putInt(ratio[1]).array();
    }
    long[] numbers = (long[]) value;
    ByteBuffer encoded = ByteBuffer.allocate(numbers.length * (big ? 8 : 4)).order(order);
    for (long number : numbers) {
      putNumber(encoded, number);
    }
    return encoded.array();
  }
}

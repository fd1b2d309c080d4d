package org.bis5k.data.transform;

import org.bis5k.data.ByteImage;
import org.bis5k.data.Size;

/**
 * Pillow's {@code rotate} with expansion and nearest-neighbour sampling, counter-clockwise, 0
 * outside, and the centre crop back to the old size.
 */
final class Rotation {

  /** Longer sides would leave the range of the 16.16 fixed-point coordinates. */
  static final int MAX_SIDE = 32767;

  private Rotation() {}

  /** Rotated about the centre and cropped or padded to the image's own size. */
  static ByteImage crop(ByteImage in, int degrees) {
    int angle = Math.floorMod(degrees, 360);
    if (angle % 90 == 0) {
      return CentreCrop.apply(quarters(in, angle / 90), in.size());
    }
    return sample(in, RotationMap.of(in.width(), in.height(), angle), in.size());
  }

  /** Rotated and grown to hold all of it. */
  static ByteImage expand(ByteImage in, int degrees) {
    int angle = Math.floorMod(degrees, 360);
    if (angle % 90 == 0) {
      return quarters(in, angle / 90);
    }
    RotationMap map = RotationMap.of(in.width(), in.height(), angle);
    return sample(in, map, new Size(map.height(), map.width()));
  }

  /** Right angles move every pixel exactly, without the affine map. */
  private static ByteImage quarters(ByteImage in, int quarters) {
    int width = in.width();
    int height = in.height();
    return switch (quarters) {
      case 0 -> in;
      case 1 -> gather(in, height, width, width - 1, width, -1);
      case 2 -> gather(in, width, height, width * height - 1, -1, -width);
      default -> gather(in, height, width, (height - 1) * width, -width, 1);
    };
  }

  /** Output (x, y) is the input pixel numbered {@code start + x * right + y * down}. */
  private static ByteImage gather(
      ByteImage in, int width, int height, int start, int right, int down) {
    ByteImage out = ByteImage.blank(width, height, in.channels());
    byte[] from = in.samples();
    byte[] to = out.samples();
    int o = 0;
    for (int y = 0; y < height; y++) {
      int pixel = start + y * down;
      for (int x = 0; x < width; x++, pixel += right) {
        if (in.channels() == 1) {
          to[o++] = from[pixel];
        } else {
          to[o++] = from[3 * pixel];
          to[o++] = from[3 * pixel + 1];
          to[o++] = from[3 * pixel + 2];
        }
      }
    }
    return out;
  }

  /** The centre of the rotated image at the given size; only what is seen is computed. */
  private static ByteImage sample(ByteImage in, RotationMap map, Size size) {
    CentreCrop across = CentreCrop.of(map.width(), size.width());
    CentreCrop down = CentreCrop.of(map.height(), size.height());
    ByteImage out = ByteImage.blank(size.width(), size.height(), in.channels());
    for (int y = down.from(); y < down.to(); y++) {
      int o = (down.at() + y - down.from()) * size.width() + across.at();
      int px = map.startX(y) + across.from() * map.stepXx();
      int py = map.startY(y) + across.from() * map.stepYx();
      int count = across.to() - across.from();
      if (in.channels() == 1) {
        greyRow(in, out.samples(), o, count, px, py, map);
      } else {
        rgbRow(in, out.samples(), 3 * o, count, px, py, map);
      }
    }
    return out;
  }

  private static void greyRow(
      ByteImage in, byte[] to, int start, int count, int startX, int startY, RotationMap map) {
    byte[] from = in.samples();
    int width = in.width();
    int height = in.height();
    int stepX = map.stepXx();
    int stepY = map.stepYx();
    for (int o = start, px = startX, py = startY; o < start + count; o++) {
      int x = px >> 16;
      int y = py >> 16;
      if (x >= 0 && x < width && y >= 0 && y < height) {
        to[o] = from[y * width + x];
      }
      px += stepX;
      py += stepY;
    }
  }

  private static void rgbRow(
      ByteImage in, byte[] to, int start, int count, int startX, int startY, RotationMap map) {
    byte[] from = in.samples();
    int width = in.width();
    int height = in.height();
    int stepX = map.stepXx();
    int stepY = map.stepYx();
    for (int o = start, px = startX, py = startY; o < start + 3 * count; o += 3) {
      int x = px >> 16;
      int y = py >> 16;
      if (x >= 0 && x < width && y >= 0 && y < height) {
        int i = 3 * (y * width + x);
        to[o] = from[i];
        to[o + 1] = from[i + 1];
        to[o + 2] = from[i + 2];
      }
      px += stepX;
      py += stepY;
    }
  }
}

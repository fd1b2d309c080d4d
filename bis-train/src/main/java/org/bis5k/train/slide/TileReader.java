package org.bis5k.train.slide;

import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.RegionSource;

/**
 * Reads square tiles. An image smaller than a tile is extended by mirroring it at its border
 * without repeating the border pixels, as in U-Net's overlap-tile strategy (Ronneberger et al.
 * 2015, doi:10.1007/978-3-319-24574-4_28), so that the network sees tissue there.
 */
final class TileReader {

  private final RegionSource image;
  private final int side;

  TileReader(RegionSource image, int side) {
    this.image = image;
    this.side = side;
  }

  RgbImage read(int row, int column) {
    int top = Math.max(0, row);
    int left = Math.max(0, column);
    int bottom = Math.min(image.size().height(), row + side);
    int right = Math.min(image.size().width(), column + side);
    RgbImage inside = image.read(new Region(top, left, new Size(bottom - top, right - left)));
    return inside.size().equals(Size.square(side)) ? inside : mirrored(inside, row, column);
  }

  private RgbImage mirrored(RgbImage inside, int row, int column) {
    int height = inside.size().height();
    int width = inside.size().width();
    byte[] samples = new byte[3 * side * side];
    for (int y = 0; y < side; y++) {
      int fromRow = height == side ? y : mirror(row + y, height);
      for (int x = 0; x < side; x++) {
        int fromColumn = width == side ? x : mirror(column + x, width);
        System.arraycopy(
            inside.samples(), 3 * (fromRow * width + fromColumn), samples, 3 * (y * side + x), 3);
      }
    }
    return RgbImage.of(Size.square(side), samples);
  }

  /** The pixel for an index outside 0 to length - 1: … 2 1 [0 1 2] 1 0 … */
  static int mirror(int index, int length) {
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int within = Math.floorMod(index, period);
    return Math.min(within, period - within);
  }
}

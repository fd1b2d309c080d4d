package org.bis5k.data.transform;

import org.bis5k.data.ByteImage;
import org.bis5k.data.Size;

/**
 * The centre crop or zero padding of one axis, as Pillow's {@code crop} with its corner at
 * floor((new - old) / 2): samples {@code from} to {@code to} of the new axis are seen, the first at
 * output {@code at}; the rest of the output is 0.
 *
 * @param from first sample of the new axis that is seen
 * @param to one past the last
 * @param at the output where {@code from} goes
 */
record CentreCrop(int from, int to, int at) {

  /** From a new length back to an old one. */
  static CentreCrop of(int length, int old) {
    int corner = Math.floorDiv(length - old, 2);
    return new CentreCrop(
        Math.max(corner, 0), Math.min(corner + old, length), Math.max(-corner, 0));
  }

  /** A whole image cropped or padded. */
  static ByteImage apply(ByteImage in, Size to) {
    if (in.size().equals(to)) {
      return in;
    }
    CentreCrop across = of(in.width(), to.width());
    CentreCrop down = of(in.height(), to.height());
    ByteImage out = ByteImage.blank(to.width(), to.height(), in.channels());
    int length = (across.to - across.from) * in.channels();
    for (int y = down.from; y < down.to; y++) {
      System.arraycopy(
          in.samples(),
          y * in.stride() + across.from * in.channels(),
          out.samples(),
          (down.at + y - down.from) * out.stride() + across.at * in.channels(),
          length);
    }
    return out;
  }
}

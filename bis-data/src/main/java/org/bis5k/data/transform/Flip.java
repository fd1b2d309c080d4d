package org.bis5k.data.transform;

import org.bis5k.data.ByteImage;

/** Mirror images. */
final class Flip {

  private Flip() {}

  /** Columns reversed. */
  static ByteImage leftRight(ByteImage in) {
    ByteImage out = in.blankLike();
    byte[] from = in.samples();
    byte[] to = out.samples();
    int stride = in.stride();
    for (int start = 0; start < from.length; start += stride) {
      if (in.channels() == 1) {
        for (int x = 0; x < stride; x++) {
          to[start + x] = from[start + stride - 1 - x];
        }
      } else {
        for (int i = start, o = start + stride - 3; o >= start; i += 3, o -= 3) {
          to[o] = from[i];
          to[o + 1] = from[i + 1];
          to[o + 2] = from[i + 2];
        }
      }
    }
    return out;
  }

  /** Rows reversed. */
  static ByteImage upDown(ByteImage in) {
    ByteImage out = in.blankLike();
    int stride = in.stride();
    for (int y = 0; y < in.height(); y++) {
      System.arraycopy(
          in.samples(), y * stride, out.samples(), (in.height() - 1 - y) * stride, stride);
    }
    return out;
  }
}

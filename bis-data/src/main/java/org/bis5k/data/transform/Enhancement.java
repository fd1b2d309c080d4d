package org.bis5k.data.transform;

import java.util.Locale;
import org.bis5k.data.ByteImage;

/**
 * What {@link RandomImageEnhance} may change, as Pillow's {@code ImageEnhance} defines it: each
 * pixel moves away from a reference by a factor. Images are interleaved RGB.
 */
public enum Enhancement {
  /** Distance from the image's rounded mean grey. */
  CONTRAST,
  /** Distance from the image smoothed over 3 x 3 pixels. */
  SHARPNESS,
  /** Distance from black. */
  BRIGHTNESS;

  /** The name in a configuration file. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Enhancement ofKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  ByteImage apply(ByteImage in, double factor) {
    return switch (this) {
      case CONTRAST -> contrast(in, factor);
      case SHARPNESS -> sharpness(in, factor);
      case BRIGHTNESS -> brightness(in, factor);
    };
  }

  static ByteImage brightness(ByteImage in, double factor) {
    return lookup(in, new Blend(factor).table(0));
  }

  static ByteImage contrast(ByteImage in, double factor) {
    return lookup(in, new Blend(factor).table(meanGrey(in)));
  }

  /** Blends with each pixel's own grey value. */
  static ByteImage saturation(ByteImage in, double factor) {
    Blend blend = new Blend(factor);
    ByteImage out = in.blankLike();
    byte[] from = in.samples();
    byte[] to = out.samples();
    for (int i = 0; i < from.length; i += 3) {
      int grey = grey(from, i);
      to[i] = (byte) blend.at(grey, from[i] & 0xff);
      to[i + 1] = (byte) blend.at(grey, from[i + 1] & 0xff);
      to[i + 2] = (byte) blend.at(grey, from[i + 2] & 0xff);
    }
    return out;
  }

  static ByteImage sharpness(ByteImage in, double factor) {
    return Smoothing.blend(in, new Blend(factor));
  }

  /** The mean of the 8-bit grey values, rounded half up. */
  static int meanGrey(ByteImage in) {
    byte[] samples = in.samples();
    long sum = 0;
    for (int i = 0; i < samples.length; i += 3) {
      sum += grey(samples, i);
    }
    return (int) ((double) sum / (samples.length / 3) + 0.5);
  }

  /** ITU-R BT.601 luma in 16-bit fixed point, Pillow's conversion to mode L. */
  private static int grey(byte[] samples, int i) {
    return (19595 * (samples[i] & 0xff)
            + 38470 * (samples[i + 1] & 0xff)
            + 7471 * (samples[i + 2] & 0xff)
            + 32768)
        >> 16;
  }

  private static ByteImage lookup(ByteImage in, byte[] table) {
    ByteImage out = in.blankLike();
    byte[] from = in.samples();
    byte[] to = out.samples();
    for (int i = 0; i < from.length; i++) {
      to[i] = table[from[i] & 0xff];
    }
    return out;
  }
}

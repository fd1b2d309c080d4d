package org.bis5k.data.transform;

import java.util.Arrays;
import org.bis5k.data.ByteImage;

/**
 * Pillow's {@code ImageFilter.SMOOTH}: the mean of 3 x 3 pixels with the centre counted five times.
 * First and last rows and columns are copied, and so is an image without a complete neighbourhood.
 */
final class Smoothing {

  private final Blend blend;
  private final int[] sums;
  private final int[] samples;
  private final int[] means;
  private final int[] blended;
  private final byte[] line;
  private final SampleQuads quads;

  private Smoothing(Blend blend, int stride) {
    int count = SampleQuads.count(stride);
    this.blend = blend;
    this.sums = new int[count];
    this.samples = new int[count];
    this.means = new int[count];
    this.blended = new int[count];
    this.line = new byte[4 * count];
    this.quads = SampleQuads.of(line);
  }

  /** The image blended with its smoothed self. */
  static ByteImage blend(ByteImage in, Blend blend) {
    // What is copied stays as it is: a blend of equal samples changes nothing.
    if (in.width() < 3 || in.height() < 3) {
      return in;
    }
    int stride = in.stride();
    int channels = in.channels();
    ByteImage out = ByteImage.of(in.width(), in.height(), channels, in.samples().clone());
    Smoothing smoothing = new Smoothing(blend, stride);
    SmoothedRow above = new SmoothedRow(channels, stride);
    SmoothedRow own = new SmoothedRow(channels, stride);
    SmoothedRow below = new SmoothedRow(channels, stride);
    own.load(in.samples(), 0);
    below.load(in.samples(), stride);
    for (int y = 1; y < in.height() - 1; y++) {
      SmoothedRow spare = above;
      above = own;
      own = below;
      below = spare;
      below.load(in.samples(), (y + 1) * stride);
      smoothing.row(above, own, below);
      System.arraycopy(
          smoothing.line, channels, out.samples(), y * stride + channels, stride - 2 * channels);
    }
    return out;
  }

  private void row(SmoothedRow above, SmoothedRow own, SmoothedRow below) {
    Arrays.fill(blended, 0);
    add(above.even(), own.even(), below.even());
    blend(own.own(), 0);
    blend(own.own(), 16);
    add(above.odd(), own.odd(), below.odd());
    blend(own.own(), 8);
    blend(own.own(), 24);
    quads.put(0, blended);
  }

  /** Sums over 3 x 3 samples, two in the halves of an int. */
  private void add(int[] above, int[] own, int[] below) {
    int[] to = sums;
    for (int i = 0; i < to.length; i++) {
      to[i] = above[i] + own[i] + below[i];
    }
  }

  /** One sample of each four: the one {@code shift} bits up. */
  private void blend(int[] own, int shift) {
    mean(sums, own, shift, samples, means);
    if (blend.hasSlope()) {
      bySlope(means, samples, blend.slope());
    } else {
      for (int i = 0; i < means.length; i++) {
        means[i] = blend.at(means[i], samples[i]);
      }
    }
    for (int i = 0; i < blended.length; i++) {
      blended[i] |= means[i] << shift;
    }
  }

  /** Sum + 4 times the centre, / 13, rounded; 10083 / 2^18 divides by 26 exactly in this range. */
  private static void mean(int[] sums, int[] own, int shift, int[] samples, int[] means) {
    int half = shift & 16;
    for (int i = 0; i < means.length; i++) {
      int sample = own[i] >>> shift & 0xff;
      int sum = (sums[i] >>> half & 0xffff) + 4 * sample;
      samples[i] = sample;
      means[i] = ((2 * sum + 13) * 10083) >> 18;
    }
  }

  private static void bySlope(int[] means, int[] samples, int slope) {
    for (int i = 0; i < means.length; i++) {
      means[i] = Blend.bySlope(means[i], samples[i], slope);
    }
  }
}

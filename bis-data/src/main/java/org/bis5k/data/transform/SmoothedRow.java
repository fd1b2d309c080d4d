package org.bis5k.data.transform;

/**
 * One row of samples for {@link Smoothing}, four to an int, and its sums of three neighbours.
 * Samples past the row's ends count as 0.
 */
final class SmoothedRow {

  /** Every other sample of four; they leave 8 bits of room for sums. */
  private static final int PAIR = 0x00ff00ff;

  private final int channels;
  private final int stride;
  private final byte[] line;
  private final SampleQuads quads;
  private final int[] left;
  private final int[] own;
  private final int[] right;
  private final int[] even;
  private final int[] odd;

  SmoothedRow(int channels, int stride) {
    int count = SampleQuads.count(stride);
    this.channels = channels;
    this.stride = stride;
    this.line = new byte[4 * count + 2 * channels];
    this.quads = SampleQuads.of(line);
    this.left = new int[count];
    this.own = new int[count];
    this.right = new int[count];
    this.even = new int[count];
    this.odd = new int[count];
  }

  /** Takes the row that starts at the given sample. */
  void load(byte[] samples, int start) {
    System.arraycopy(samples, start, line, channels, stride);
    quads.get(0, left);
    quads.get(channels, own);
    quads.get(2 * channels, right);
    addPairs(left, own, right, 0, even);
    addPairs(left, own, right, 8, odd);
  }

  private static void addPairs(int[] left, int[] own, int[] right, int shift, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] =
          (left[i] >>> shift & PAIR) + (own[i] >>> shift & PAIR) + (right[i] >>> shift & PAIR);
    }
  }

  /** The samples. */
  int[] own() {
    return own;
  }

  /** Samples 0 and 2 of each four, summed with their neighbours to the left and right. */
  int[] even() {
    return even;
  }

  /** Samples 1 and 3 of each four, likewise. */
  int[] odd() {
    return odd;
  }
}

package org.bis5k.data;

/** A binary ground truth, rows from the top: true is foreground (tumour). */
public final class Mask {

  private final Size size;
  private final boolean[] foreground;

  private Mask(Size size, boolean[] foreground) {
    this.size = size;
    this.foreground = foreground;
  }

  /**
   * The pixels of a grey image above one half: value / 255 &gt; 0.5, that is value &gt;= 128.
   *
   * @param grey a ground-truth image
   * @return the binary mask
   */
  public static Mask of(GreyImage grey) {
    byte[] samples = grey.samples();
    boolean[] foreground = new boolean[samples.length];
    for (int i = 0; i < samples.length; i++) {
      foreground[i] = samples[i] < 0; // an unsigned byte of at least 128
    }
    return new Mask(grey.size(), foreground);
  }

  /**
   * Height and width.
   *
   * @return the size in pixels
   */
  public Size size() {
    return size;
  }

  /**
   * Whether a pixel is foreground.
   *
   * @param index row times width plus column
   * @return true for foreground
   */
  public boolean at(int index) {
    return foreground[index];
  }

  /**
   * The number of foreground pixels.
   *
   * @return 0 for an empty mask
   */
  public long foregroundPixels() {
    long count = 0;
    for (boolean pixel : foreground) {
      if (pixel) {
        count++;
      }
    }
    return count;
  }
}

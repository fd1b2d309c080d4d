package org.bis5k.data;

/**
 * One image and its mask, transformed and ready for the network. Immutable by contract: neither the
 * caller nor the library writes to the arrays.
 */
public final class Sample {

  private final String name;
  private final Size size;
  private final float[] image;
  private final float[] mask;

  private Sample(String name, Size size, float[] image, float[] mask) {
    this.name = name;
    this.size = size;
    this.image = image;
    this.mask = mask;
  }

  /**
   * A sample over the given arrays, which are not copied.
   *
   * @param name the stem of the file names
   * @param size height and width of image and mask
   * @param imageChw 3 x height x width normalised values, channels first in the order R, G, B
   * @param mask height x width values in 0 to 1; 1 is foreground
   * @return the sample
   * @throws IllegalArgumentException if an array does not fit the size
   */
  public static Sample of(String name, Size size, float[] imageChw, float[] mask) {
    if (imageChw.length != 3 * size.pixels() || mask.length != size.pixels()) {
      throw new IllegalArgumentException(
          "Sample %s of %s needs %d image and %d mask values; found %d and %d"
              .formatted(
                  name, size, 3 * size.pixels(), size.pixels(), imageChw.length, mask.length));
    }
    return new Sample(name, size, imageChw, mask);
  }

  /**
   * The stem that image and mask share.
   *
   * @return the file name without folder and suffix
   */
  public String name() {
    return name;
  }

  /**
   * Height and width of image and mask.
   *
   * @return the size in pixels
   */
  public Size size() {
    return size;
  }

  /**
   * The image itself, not a copy.
   *
   * @return 3 x height x width normalised values, channels first (CHW)
   */
  public float[] image() {
    return image;
  }

  /**
   * The mask itself, not a copy.
   *
   * @return height x width values in 0 to 1
   */
  public float[] mask() {
    return mask;
  }
}

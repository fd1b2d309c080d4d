package org.bis5k.data.transform;

/** What random_image_enhance may change, as Pillow's {@code ImageEnhance} defines it. */
public enum Enhancement {
  /** Distance from the image's rounded mean grey. */
  CONTRAST,
  /** Distance from the image smoothed over 3 x 3 pixels. */
  SHARPNESS,
  /** Distance from black. */
  BRIGHTNESS
}

package org.bis5k.data.transform;

import java.util.random.RandomGenerator;
import org.bis5k.data.ByteImage;

/**
 * Random brightness, contrast and saturation of the image, in this order, each blended by a factor
 * from [1 - x, 1 + x) as Pillow's {@code ImageEnhance} does. Always applied; draws the three
 * factors in this order. Not part of the released recipe.
 *
 * @param brightness 0 to below 1
 * @param contrast 0 to below 1
 * @param saturation 0 to below 1
 */
public record ColorJitter(double brightness, double contrast, double saturation)
    implements PixelTransform {

  static final String KEY = "colour_jitter";

  /**
   * Refuses a value outside [0, 1).
   *
   * @param brightness 0 to below 1
   * @param contrast 0 to below 1
   * @param saturation 0 to below 1
   * @throws IllegalArgumentException unless each is 0 to below 1
   */
  public ColorJitter {
    Ranges.requireShare(KEY, "brightness", brightness);
    Ranges.requireShare(KEY, "contrast", contrast);
    Ranges.requireShare(KEY, "saturation", saturation);
  }

  static ColorJitter read(ParameterReader in) {
    return new ColorJitter(
        in.real("brightness", 0, 0, 1),
        in.real("contrast", 0, 0, 1),
        in.real("saturation", 0, 0, 1));
  }

  @Override
  public void write(ParameterWriter out) {
    out.put("brightness", brightness);
    out.put("contrast", contrast);
    out.put("saturation", saturation);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public PixelOperation draw(RandomGenerator random) {
    return new Jittered(
        Ranges.around(random, brightness),
        Ranges.around(random, contrast),
        Ranges.around(random, saturation));
  }

  record Jittered(double brightness, double contrast, double saturation)
      implements PixelOperation.Color {
    @Override
    public ByteImage image(ByteImage in) {
      ByteImage bright = Enhancement.brightness(in, brightness);
      return Enhancement.saturation(Enhancement.contrast(bright, contrast), saturation);
    }
  }
}

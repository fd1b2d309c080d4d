package org.bis5k.data.transform;

import java.util.random.RandomGenerator;
import org.bis5k.data.ByteImage;

/**
 * With probability 1/2, Pillow's Gaussian blur of the image with a radius from [0, 1) pixels. Draws
 * the coin and, if it is applied, the radius.
 */
public record RandomGaussianBlur() implements PixelTransform {

  static final String KEY = "random_gaussian_blur";

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public PixelOperation draw(RandomGenerator random) {
    return Ranges.half(random) ? new Blurred(random.nextDouble()) : new PixelOperation.Unchanged();
  }

  record Blurred(double radius) implements PixelOperation.Color {
    @Override
    public ByteImage image(ByteImage in) {
      return BoxBlur.ofGaussian(radius).apply(in);
    }
  }
}

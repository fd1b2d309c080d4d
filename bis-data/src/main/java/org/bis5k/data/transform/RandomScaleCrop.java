package org.bis5k.data.transform;

import java.util.List;
import java.util.random.RandomGenerator;
import org.bis5k.data.ByteImage;

/**
 * With probability 1/2, a bicubic resize by a scale from [low, high) and a centre crop or zero
 * padding back to the old size. Draws the scale, then the coin.
 *
 * @param low least scale, above 0
 * @param high end of the range, at least {@code low}; equal ends give that scale
 */
public record RandomScaleCrop(double low, double high) implements PixelTransform {

  static final String KEY = "random_scale_crop";

  /**
   * Refuses ranges that are empty or not positive.
   *
   * @param low least scale
   * @param high end of the range
   * @throws IllegalArgumentException unless 0 &lt; low &lt;= high, both finite
   */
  public RandomScaleCrop {
    if (!(low > 0 && low <= high && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "random_scale_crop: the range needs 0 < low <= high; found " + Ranges.text(low, high));
    }
  }

  static RandomScaleCrop read(ParameterReader in) {
    List<Double> range = in.reals("range", List.of(0.75, 1.25));
    return new RandomScaleCrop(range.get(0), range.get(1));
  }

  @Override
  public void write(ParameterWriter out) {
    out.put("range", List.of(low, high));
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public PixelOperation draw(RandomGenerator random) {
    double scale = Ranges.uniform(random, low, high);
    return Ranges.half(random) ? new ScaleCropped(scale) : new PixelOperation.Unchanged();
  }

  record ScaleCropped(double scale) implements PixelOperation.Geometry {
    @Override
    public ByteImage apply(ByteImage in) {
      return Resampling.scaleCrop(in, scale);
    }
  }
}

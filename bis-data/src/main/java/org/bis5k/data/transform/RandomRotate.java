package org.bis5k.data.transform;

import java.util.List;
import java.util.random.RandomGenerator;
import org.bis5k.data.ByteImage;

/**
 * With probability 1/2, a counter-clockwise rotation by whole degrees from [low, high), nearest
 * neighbour, 0 outside, cropped or padded to the old size. Draws the angle, then the coin.
 *
 * @param low least angle in degrees
 * @param high end of the range, above {@code low}; [0, 359) never gives 359
 */
public record RandomRotate(int low, int high) implements PixelTransform {

  static final String KEY = "random_rotate";

  /**
   * Refuses an empty range.
   *
   * @param low least angle in degrees
   * @param high end of the range
   * @throws IllegalArgumentException unless low &lt; high
   */
  public RandomRotate {
    if (low >= high) {
      throw new IllegalArgumentException(
          "random_rotate: the range needs low < high; found " + Ranges.text(low, high));
    }
  }

  static RandomRotate read(ParameterReader in) {
    List<Integer> range = in.integers("range", -360, 720, List.of(0, 359));
    return new RandomRotate(range.get(0), range.get(1));
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
    int degrees = random.nextInt(low, high);
    return Ranges.half(random) ? new Rotated(degrees) : new PixelOperation.Unchanged();
  }

  record Rotated(int degrees) implements PixelOperation.Geometry {
    @Override
    public ByteImage apply(ByteImage in) {
      return Rotation.crop(in, degrees);
    }
  }
}

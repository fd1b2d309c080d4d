package org.bis5k.data.transform;

import java.util.List;
import java.util.random.RandomGenerator;
import org.bis5k.data.ByteImage;

/**
 * Dilation or erosion of the mask by an ellipse of a side from [low, high): 1/3 dilate, 1/3 erode,
 * 1/3 nothing. Draws which, then the side.
 *
 * @param low least side in pixels, at least 1
 * @param high end of the range, above {@code low}; [2, 5) gives 2, 3 and 4
 */
public record RandomDilationErosion(int low, int high) implements PixelTransform {

  static final String KEY = "random_dilation_erosion";

  /**
   * Refuses a range that is empty or not positive.
   *
   * @param low least side in pixels
   * @param high end of the range
   * @throws IllegalArgumentException unless 1 &lt;= low &lt; high
   */
  public RandomDilationErosion {
    if (low < 1 || low >= high) {
      throw new IllegalArgumentException(
          "random_dilation_erosion: the kernel range needs 1 <= low < high; found "
              + Ranges.text(low, high));
    }
  }

  static RandomDilationErosion read(ParameterReader in) {
    List<Integer> range = in.integers("kernel_range", 1, 256, List.of(2, 5));
    return new RandomDilationErosion(range.get(0), range.get(1));
  }

  @Override
  public void write(ParameterWriter out) {
    out.put("kernel_range", List.of(low, high));
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public PixelOperation draw(RandomGenerator random) {
    int which = random.nextInt(3);
    int side = random.nextInt(low, high);
    return switch (which) {
      case 0 -> new Morphed(Morphology.Kind.DILATE, side);
      case 1 -> new Morphed(Morphology.Kind.ERODE, side);
      default -> new PixelOperation.Unchanged();
    };
  }

  record Morphed(Morphology.Kind kind, int side) implements PixelOperation {
    @Override
    public ByteImage image(ByteImage in) {
      return in;
    }

    @Override
    public ByteImage mask(ByteImage in) {
      return Morphology.apply(in, kind, side);
    }
  }
}

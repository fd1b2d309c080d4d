package org.bis5k.data.transform;

import java.util.List;
import java.util.random.RandomGenerator;
import org.bis5k.data.ByteImage;
import org.bis5k.data.Size;

/**
 * Pillow's antialiased bilinear resize of image and mask; a binary mask becomes soft at borders.
 * Draws nothing.
 *
 * @param size the size of every result
 */
public record Resize(Size size) implements PixelTransform, PixelOperation.Geometry {

  static final String KEY = "resize";

  private static final int LONGEST = 16_384;

  /** A file gives width before height. */
  static Resize read(ParameterReader in) {
    List<Integer> sides = in.integers("size", 1, LONGEST, List.of(352, 352));
    return new Resize(new Size(sides.get(1), sides.get(0)));
  }

  @Override
  public void write(ParameterWriter out) {
    out.put("size", List.of(size.width(), size.height()));
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public PixelOperation draw(RandomGenerator random) {
    return this;
  }

  @Override
  public ByteImage apply(ByteImage in) {
    return Resampling.resize(in, size, ResampleFilter.BILINEAR);
  }
}

package org.bis5k.data.transform;

import java.util.random.RandomGenerator;
import org.bis5k.data.ByteImage;

/**
 * Mirror images, each with probability 1/2 and independently. Draws the left-right coin, then the
 * up-down coin, whether or not they are used.
 *
 * @param leftRight whether columns may be reversed
 * @param upDown whether rows may be reversed
 */
public record RandomFlip(boolean leftRight, boolean upDown) implements PixelTransform {

  static final String KEY = "random_flip";

  static RandomFlip read(ParameterReader in) {
    return new RandomFlip(in.flag("lr", true), in.flag("ud", true));
  }

  @Override
  public void write(ParameterWriter out) {
    out.put("lr", leftRight);
    out.put("ud", upDown);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public PixelOperation draw(RandomGenerator random) {
    boolean columns = Ranges.half(random);
    boolean rows = Ranges.half(random);
    return new Flipped(columns && leftRight, rows && upDown);
  }

  record Flipped(boolean leftRight, boolean upDown) implements PixelOperation.Geometry {
    @Override
    public ByteImage apply(ByteImage in) {
      ByteImage mirrored = leftRight ? Flip.leftRight(in) : in;
      return upDown ? Flip.upDown(mirrored) : mirrored;
    }
  }
}

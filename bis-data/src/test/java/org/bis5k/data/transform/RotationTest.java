package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bis5k.data.transform.TinyImages.grey;
import static org.bis5k.data.transform.TinyImages.row;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.ByteImage;
import org.bis5k.data.InvalidInputException;
import org.junit.jupiter.api.Test;

class RotationTest {

  private static final ByteImage THREE_BY_TWO = grey(row(1, 2, 3), row(4, 5, 6));

  @Test
  void turnsCounterClockwise() {
    assertThat(Rotation.expand(THREE_BY_TWO, 90)).isEqualTo(grey(row(3, 6), row(2, 5), row(1, 4)));
    assertThat(Rotation.expand(THREE_BY_TWO, 180)).isEqualTo(grey(row(6, 5, 4), row(3, 2, 1)));
    assertThat(Rotation.expand(THREE_BY_TWO, 270)).isEqualTo(grey(row(4, 1), row(5, 2), row(6, 3)));
  }

  /** Width minus height is odd: padded on the left only, cut at the bottom only. */
  @Test
  void cropsARightAngleWithOddDifference() {
    assertThat(Rotation.crop(THREE_BY_TWO, 90)).isEqualTo(grey(row(0, 3, 6), row(0, 2, 5)));
    assertThat(Rotation.crop(THREE_BY_TWO, 270)).isEqualTo(grey(row(0, 4, 1), row(0, 5, 2)));
  }

  /**
   * The corners of a 3 x 3 square reach 2.12 pixels from the centre, so 5 x 5 pixels hold them; an
   * output pixel (dx, dy) from the centre is inside if (dx + dy) and (dx - dy) over the root of 2
   * are both below 1.5 in size.
   */
  @Test
  void growsAndFillsWithZero() {
    ByteImage nines = grey(row(9, 9, 9), row(9, 9, 9), row(9, 9, 9));
    assertThat(Rotation.expand(nines, 45))
        .isEqualTo(
            grey(
                row(0, 0, 9, 0, 0),
                row(0, 9, 9, 9, 0),
                row(9, 9, 9, 9, 9),
                row(0, 9, 9, 9, 0),
                row(0, 0, 9, 0, 0)));
  }

  @Test
  void refusesSidesBeyondFixedPoint() {
    assertThatThrownBy(() -> Rotation.crop(ByteImage.blank(32768, 1, 1), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "random_rotate: an image may have at most 32767 pixels a side; found 1x32768;"
                + " put resize before it");
  }

  /** Right angles form the cyclic group of four. */
  @Property(tries = 60)
  void composesRightAngles(
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll @IntRange(max = 3) int first,
      @ForAll @IntRange(max = 3) int second,
      @ForAll long seed) {
    ByteImage in = TinyImages.random(width, height, 3, seed);
    ByteImage twice = Rotation.expand(Rotation.expand(in, 90 * first), 90 * second);
    assertThat(twice).isEqualTo(Rotation.expand(in, 90 * (first + second)));
    assertThat(Rotation.expand(in, 180)).isEqualTo(Flip.upDown(Flip.leftRight(in)));
  }

  /** Angles count modulo 360, and the crop is the centre of what expands. */
  @Property(tries = 60)
  void cropsTheExpandedRaster(
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = -720, max = 720) int degrees,
      @ForAll long seed) {
    ByteImage in = TinyImages.random(width, height, 3, seed);
    ByteImage cropped = Rotation.crop(in, degrees);
    assertThat(cropped).isEqualTo(CentreCrop.apply(Rotation.expand(in, degrees), in.size()));
    assertThat(cropped).isEqualTo(Rotation.crop(in, degrees + 360));
  }
}

package org.bis5k.data.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.bis5k.data.Size;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.data.transform.ByteImage;
import org.bis5k.data.transform.TinyImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrientationTest {

  private static final ByteImage PICTURE =
      TinyImages.grey(TinyImages.row(1, 2, 3), TinyImages.row(4, 5, 6));

  @ParameterizedTest
  @CsvSource({
    "UPRIGHT, 3, 123456",
    "MIRRORED, 3, 321654",
    "FLIPPED, 3, 456123",
    "ROTATED_180, 3, 654321",
    "TRANSPOSED, 2, 142536",
    "ROTATED_90, 2, 362514",
    "ROTATED_270, 2, 415263",
    "TRANSVERSED, 2, 635241"
  })
  void turnsTwoRowsOfThree(Orientation orientation, int width, String expected) {
    ByteImage turned = orientation.turn(PICTURE);
    assertThat(turned.width()).isEqualTo(width);
    StringBuilder digits = new StringBuilder();
    for (byte sample : turned.samples()) {
      digits.append(sample);
    }
    assertThat(digits).hasToString(expected);
  }

  @Test
  void keepsTheChannelsOfAPixelTogether() {
    ByteImage rgb = ByteImage.of(2, 1, 3, new byte[] {1, 2, 3, 4, 5, 6});
    assertThat(Orientation.MIRRORED.turn(rgb).samples()).containsExactly(4, 5, 6, 1, 2, 3);
  }

  /** The hash of a turned image is the turned hash, but for signs of frequencies next to zero. */
  @ParameterizedTest
  @EnumSource
  void aHashTurnsWithItsImage(Orientation orientation) {
    ByteImage tile = ByteImage.of(SyntheticTissue.of(Size.square(96), 1).tile(0).image());
    PerceptualHash hash = PerceptualHash.of(TinyImages.image(tile));
    PerceptualHash turned = PerceptualHash.of(TinyImages.image(orientation.turn(tile)));
    assertThat(hash.turned(orientation).distance(turned)).isLessThanOrEqualTo(4);
    for (Orientation other : Orientation.values()) {
      if (other != orientation) {
        assertThat(hash.turned(other).distance(turned)).as(other.name()).isGreaterThan(60);
      }
    }
  }
}

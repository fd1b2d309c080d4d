package org.bis5k.data.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.bis5k.data.ByteImage;
import org.bis5k.data.Orientation;
import org.bis5k.data.Size;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.data.transform.TinyImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PerceptualHashTest {

  /** A ramp from left to right has odd horizontal frequencies only, all negative. */
  @Test
  void ofARamp() {
    ByteImage ramp = ByteImage.blank(32, 32, 3);
    for (int i = 0; i < ramp.samples().length; i++) {
      ramp.samples()[i] = (byte) (i / 3 % 32 * 4);
    }
    PerceptualHash rising = PerceptualHash.of(TinyImages.image(ramp));
    assertThat(rising.a() & 1).as("the mean").isEqualTo(1);
    assertThat(rising.a() & 0b1010_1010_1010_1010).as("odd frequencies").isZero();
    PerceptualHash falling = PerceptualHash.of(TinyImages.image(Orientation.MIRRORED.turn(ramp)));
    assertThat(falling.a() & 0b1010_1010_1010_1010).isEqualTo(0b1010_1010_1010_1010);
  }

  @Test
  void distancesCountBits() {
    PerceptualHash zero = new PerceptualHash(0, 0, 0, 0);
    assertThat(zero.distance(new PerceptualHash(1, 3, 7, 15))).isEqualTo(1 + 2 + 3 + 4);
    assertThat(zero.distance(new PerceptualHash(-2, -1, -1, -1))).isEqualTo(PerceptualHash.BITS);
  }

  @Test
  void planesOfHandCountedValues() {
    GreyPlane plane = GreyPlane.of(ByteImage.of(2, 1, 3, new byte[] {0, 0, 0, 100, 100, 100}));
    GreyPlane other = GreyPlane.of(ByteImage.of(2, 1, 3, new byte[] {90, 90, 90, 10, 10, 10}));
    GreyPlane flat = GreyPlane.of(ByteImage.of(2, 1, 3, new byte[] {5, 5, 5, 5, 5, 5}));
    assertThat(plane.mean()).isEqualTo(50);
    assertThat(plane.deviation()).isEqualTo(50);
    assertThat(plane.correlation(plane)).isEqualTo(1);
    assertThat(plane.correlation(other)).isEqualTo(-1);
    assertThat(plane.correlation(flat)).isZero();
    assertThat(plane.minus(other).values()).containsExactly(new float[] {-90, 90}, offset(1e-4f));
    GreyPlane green = GreyPlane.of(ByteImage.of(1, 1, 3, new byte[] {10, 100, 20}));
    assertThat(green.mean()).isCloseTo(2.99 + 58.7 + 2.28, offset(1e-4));
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

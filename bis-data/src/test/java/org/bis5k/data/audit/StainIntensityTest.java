package org.bis5k.data.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.bis5k.data.ByteImage;
import org.bis5k.data.transform.StainShift;
import org.bis5k.data.transform.TinyImages;
import org.junit.jupiter.api.Test;

class StainIntensityTest {

  private static StainIntensity of(ByteImage raster) {
    return StainIntensity.of(TinyImages.image(raster));
  }

  @Test
  void glassHasNone() {
    StainIntensity glass = of(ByteImage.of(1, 1, 3, new byte[] {-1, -1, -1}));
    assertThat(glass.hematoxylin()).isZero();
    assertThat(glass.eosin()).isZero();
  }

  /** What {@link StainShift} adds comes back, but for the rounding to 8 bits. */
  @Test
  void measuresWhatWasAdded() {
    ByteImage glass = ByteImage.of(2, 1, 3, new byte[] {-1, -1, -1, -1, -1, -1});
    StainIntensity stained = of(new StainShift(1, 0.4, 1, 0.7).image(glass));
    assertThat(stained.hematoxylin()).isCloseTo(0.4, offset(0.006));
    assertThat(stained.eosin()).isCloseTo(0.7, offset(0.006));
  }

  /** One pixel of -ln(128 / 256) in every channel and one of glass. */
  @Test
  void isTheMeanOverPixels() {
    byte[] half = {127, 127, 127, -1, -1, -1};
    byte[] whole = {127, 127, 127, 127, 127, 127};
    StainIntensity one = of(ByteImage.of(2, 1, 3, half));
    StainIntensity two = of(ByteImage.of(2, 1, 3, whole));
    assertThat(two.hematoxylin()).isCloseTo(2 * one.hematoxylin(), offset(1e-12));
    assertThat(two.eosin()).isCloseTo(2 * one.eosin(), offset(1e-12));
  }
}

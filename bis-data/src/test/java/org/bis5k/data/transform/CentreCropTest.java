package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bis5k.data.transform.TinyImages.grey;
import static org.bis5k.data.transform.TinyImages.row;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.ByteImage;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

class CentreCropTest {

  /** floor(-1 / 2) = -1: the odd column of padding is on the left. */
  @Test
  void floorsTheCornerOfAPadding() {
    assertThat(CentreCrop.of(3, 4)).isEqualTo(new CentreCrop(0, 3, 1));
    assertThat(CentreCrop.apply(grey(row(1, 2, 3)), new Size(1, 4)))
        .isEqualTo(grey(row(0, 1, 2, 3)));
  }

  /** floor(1 / 2) = 0: the odd column is cut on the right. */
  @Test
  void floorsTheCornerOfACrop() {
    assertThat(CentreCrop.of(5, 4)).isEqualTo(new CentreCrop(0, 4, 0));
    assertThat(CentreCrop.apply(grey(row(1, 2, 3, 4, 5)), new Size(1, 2)))
        .isEqualTo(grey(row(2, 3)));
  }

  @Test
  void cropsOneAxisAndPadsTheOther() {
    assertThat(CentreCrop.apply(grey(row(1, 2, 3)), new Size(3, 1)))
        .isEqualTo(grey(row(0), row(2), row(0)));
  }

  /** Padding by whole pixels on both sides and cropping back loses nothing. */
  @Property(tries = 50)
  void cropsBack(
      @ForAll @IntRange(min = 1, max = 12) int width,
      @ForAll @IntRange(min = 1, max = 12) int height,
      @ForAll @IntRange(max = 5) int marginX,
      @ForAll @IntRange(max = 5) int marginY,
      @ForAll long seed) {
    ByteImage in = TinyImages.random(width, height, 3, seed);
    ByteImage padded = CentreCrop.apply(in, new Size(height + 2 * marginY, width + 2 * marginX));
    assertThat(CentreCrop.apply(padded, in.size())).isEqualTo(in);
  }
}

package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

class BoundaryIouTest {

  @Test
  void onlyTheRimCounts() {
    // Both rims have the eight outer pixels of a 3 x 3 square; the missing centre shows, since it
    // leaves the prediction's band as it is: centre pixels belong to neither band.
    Mask full = Pictures.mask("###/###/###");
    Mask ring = Pictures.mask("###/#.#/###");
    assertThat(BoundaryIou.of(ring, full, 1)).isEqualTo(1);
    // At a width of 2 the centre belongs to the truth's band.
    assertThat(BoundaryIou.of(ring, full, 2)).isEqualTo(8 / 9.0);
  }

  @Test
  void theInnerBandOfALargerSquare() {
    Mask large = Pictures.mask("...../.###./.###./.###./.....");
    Mask small = Pictures.mask("...../.###./.###./...../.....");
    // Bands: 8 rim pixels of the square; all 6 of the rectangle, of which 5 lie on the rim.
    assertThat(BoundaryIou.of(small, large, 1)).isEqualTo(5 / 9.0);
  }

  @Test
  void emptyMasks() {
    assertThat(BoundaryIou.of(Pictures.mask(".."), Pictures.mask("#."), 1)).isZero();
    assertThat(BoundaryIou.of(Pictures.mask(".."), Pictures.mask(".."), 1)).isNaN();
  }

  @Test
  void widths() {
    Mask mask = Mask.of(GreyImage.of(new Size(30, 40), new byte[1200]));
    assertThat(BoundaryIou.suggestedWidth(mask)).isEqualTo(1);
    assertThat(
            BoundaryIou.suggestedWidth(Mask.of(GreyImage.of(new Size(300, 400), new byte[120000]))))
        .isEqualTo(10);
    assertThatThrownBy(() -> BoundaryIou.of(mask, mask, 0))
        .hasMessage("A band is at least 1 pixel wide; found 0");
    assertThatThrownBy(() -> BoundaryIou.of(mask, Pictures.mask("#"), 1))
        .hasMessage("The prediction has size 30x40, its ground truth 1x1");
  }
}

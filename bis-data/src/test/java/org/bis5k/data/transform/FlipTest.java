package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bis5k.data.transform.TinyImages.grey;
import static org.bis5k.data.transform.TinyImages.row;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.ByteImage;
import org.junit.jupiter.api.Test;

class FlipTest {

  private static final ByteImage IN = grey(row(1, 2, 3), row(4, 5, 6));

  @Test
  void reversesColumns() {
    ByteImage expected = grey(row(3, 2, 1), row(6, 5, 4));
    assertThat(Flip.leftRight(IN)).isEqualTo(expected);
    assertThat(Flip.leftRight(TinyImages.rgb(IN))).isEqualTo(TinyImages.rgb(expected));
  }

  @Test
  void reversesRows() {
    ByteImage expected = grey(row(4, 5, 6), row(1, 2, 3));
    assertThat(Flip.upDown(IN)).isEqualTo(expected);
    assertThat(Flip.upDown(TinyImages.rgb(IN))).isEqualTo(TinyImages.rgb(expected));
  }

  @Property(tries = 40)
  void undoThemselves(
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll long seed) {
    ByteImage in = TinyImages.random(width, height, 3, seed);
    assertThat(Flip.leftRight(Flip.leftRight(in))).isEqualTo(in);
    assertThat(Flip.upDown(Flip.upDown(in))).isEqualTo(in);
  }
}

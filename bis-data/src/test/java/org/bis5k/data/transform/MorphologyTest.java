package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bis5k.data.transform.TinyImages.grey;
import static org.bis5k.data.transform.TinyImages.row;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.ByteImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MorphologyTest {

  private static final ByteImage POINT =
      grey(row(0, 0, 0, 0), row(0, 200, 0, 0), row(0, 0, 0, 0), row(0, 0, 0, 0));

  private static ByteImage dilate(ByteImage in, int side) {
    return Morphology.apply(in, Morphology.Kind.DILATE, side);
  }

  private static ByteImage erode(ByteImage in, int side) {
    return Morphology.apply(in, Morphology.Kind.ERODE, side);
  }

  private static ByteImage negative(ByteImage in) {
    ByteImage out = in.blankLike();
    for (int i = 0; i < in.samples().length; i++) {
      out.samples()[i] = (byte) ~in.samples()[i];
    }
    return out;
  }

  /** OpenCV 4.6, getStructuringElement(MORPH_ELLIPSE). */
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "2, 01/11",
    "3, 010/111/010",
    "4, 0010/1111/1111/1111",
    "5, 00100/11111/11111/11111/00100"
  })
  void elementsAreOpenCvs(int side, String expected) {
    assertThat(StructuringElement.ellipse(side)).hasToString(expected);
  }

  @Test
  void dilatesAPointToTheElement() {
    assertThat(dilate(POINT, 3))
        .isEqualTo(
            grey(row(0, 200, 0, 0), row(200, 200, 200, 0), row(0, 200, 0, 0), row(0, 0, 0, 0)));
  }

  /** The anchor of an even element is its lower right; the element is not reflected. */
  @Test
  void anchorsEvenElementsBelowTheCentre() {
    assertThat(dilate(POINT, 2))
        .isEqualTo(grey(row(0, 0, 0, 0), row(0, 200, 200, 0), row(0, 200, 0, 0), row(0, 0, 0, 0)));
    assertThat(erode(negative(POINT), 2)).isEqualTo(negative(dilate(POINT, 2)));
  }

  /** Soft borders: the extremes of grey values, not of a binary mask. */
  @Test
  void worksOnSoftMasks() {
    ByteImage soft = grey(row(10, 60, 30), row(20, 50, 90), row(0, 70, 40));
    assertThat(dilate(soft, 3)).isEqualTo(grey(row(60, 60, 90), row(50, 90, 90), row(70, 70, 90)));
    assertThat(erode(soft, 3)).isEqualTo(grey(row(10, 10, 30), row(0, 20, 30), row(0, 0, 40)));
  }

  @Property(tries = 60)
  void bracketTheMask(
      @ForAll @IntRange(min = 1, max = 12) int width,
      @ForAll @IntRange(min = 1, max = 12) int height,
      @ForAll @IntRange(min = 1, max = 11) int side,
      @ForAll long seed) {
    ByteImage in = TinyImages.random(width, height, 1, seed);
    ByteImage wide = dilate(in, side);
    ByteImage thin = erode(in, side);
    for (int i = 0; i < in.samples().length; i++) {
      int own = in.samples()[i] & 0xff;
      assertThat(wide.samples()[i] & 0xff).isGreaterThanOrEqualTo(own);
      assertThat(thin.samples()[i] & 0xff).isLessThanOrEqualTo(own);
    }
    assertThat(negative(erode(negative(in), side))).isEqualTo(wide);
  }

  /** Against the definition, on masks with more samples than are done together. */
  @ParameterizedTest
  @CsvSource({"2, 70, 70", "3, 71, 64", "4, 130, 33", "5, 3, 1400"})
  void takeTheExtremeUnderTheElement(int side, int width, int height) {
    ByteImage in = TinyImages.random(width, height, 1, 8);
    ByteImage found = dilate(in, side);
    StructuringElement element = StructuringElement.ellipse(side);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int expected = 0;
        for (int row = 0; row < side; row++) {
          for (int column = element.from(row); column < element.to(row); column++) {
            int py = y + row - side / 2;
            int px = x + column - side / 2;
            boolean inside = py >= 0 && py < height && px >= 0 && px < width;
            expected = Math.max(expected, inside ? in.samples()[py * width + px] & 0xff : 0);
          }
        }
        assertThat(found.samples()[y * width + x] & 0xff).isEqualTo(expected);
      }
    }
  }
}

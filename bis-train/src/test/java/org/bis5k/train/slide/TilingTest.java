package org.bis5k.train.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.Orientation;
import org.bis5k.train.predict.TestTimeViews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where tiles lie, how they weigh, and how they are turned. */
class TilingTest {

  /** The first line is the example in nnU-Net's own comment. */
  @ParameterizedTest
  @CsvSource({
    "110, 64, 0.5, '0 23 46'",
    "64, 64, 0.5, '0'",
    "65, 64, 0.5, '0 1'",
    "128, 64, 0.5, '0 32 64'",
    "128, 64, 0, '0 64'",
    "129, 64, 0, '0 32 65'",
    "50, 64, 0.5, '-7'",
    "1, 64, 0.5, '-31'"
  })
  void tilesBeginWhereNnUNetPlacesThem(int image, int tile, double overlap, String expected) {
    int[] starts = options(tile, overlap).starts(image);
    assertThat(Arrays.stream(starts).mapToObj(String::valueOf).toArray())
        .isEqualTo(expected.split(" "));
  }

  private static TileOptions options(int tile, double overlap) {
    return TileOptions.released().withSide(tile).withOverlap(overlap);
  }

  @Property
  void tilesCoverTheImageAndOverlapEnough(
      @ForAll @IntRange(min = 1, max = 3000) int image,
      @ForAll @IntRange(min = 2, max = 25) int strides,
      @ForAll @DoubleRange(min = 0, max = 0.9) double overlap) {
    int tile = 16 * strides;
    int[] starts = options(tile, overlap).starts(image);
    assertThat(starts[0]).isLessThanOrEqualTo(0);
    assertThat(starts[starts.length - 1] + tile).isGreaterThanOrEqualTo(image);
    for (int i = 1; i < starts.length; i++) {
      int common = starts[i - 1] + tile - starts[i];
      assertThat(common).isBetween((int) Math.floor(overlap * tile) - 1, tile - 1);
    }
  }

  @Test
  void importanceFallsFromTheMiddle() {
    float[] map = ImportanceMap.of(4); // sigma 0.5, middle at 1.5
    double near = Math.exp(-0.25 / 0.5);
    double far = Math.exp(-2.25 / 0.5);
    assertThat(map[5]).isCloseTo((float) (near * near), within(1e-7f));
    assertThat(map[1]).isCloseTo((float) (near * far), within(1e-7f));
    assertThat(map[4]).isEqualTo(map[1]);
    assertThat(map[0]).as("raised").isEqualTo(1e-3f);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "-2, 2", "-3, 1", "0, 0", "2, 2", "3, 1", "4, 0", "5, 1", "-100, 0"})
  void mirroring(int index, int shown) {
    assertThat(TileReader.mirror(index, 3)).isEqualTo(shown);
    assertThat(TileReader.mirror(index, 1)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void aViewLaidBackIsTheTile(Orientation view) {
    float[] tile = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90};
    float[] sums = new float[18];
    view.addTurnedBack(sums, view.turn(tile, 3), 3);
    assertThat(sums).containsExactly(tile);
  }

  @Test
  void theEightViewsDiffer() {
    float[] tile = {1, 2, 3, 4};
    Set<String> seen = new HashSet<>();
    for (Orientation view : Orientation.values()) {
      seen.add(Arrays.toString(view.turn(tile, 2)));
    }
    assertThat(seen).hasSize(8);
    assertThat(Orientation.MIRRORED.turn(tile, 2)).containsExactly(2, 1, 4, 3);
    assertThat(Orientation.FLIPPED.turn(tile, 2)).containsExactly(3, 4, 1, 2);
    assertThat(Orientation.ROTATED_180.turn(tile, 2)).containsExactly(4, 3, 2, 1);
    assertThat(Orientation.TRANSPOSED.turn(tile, 2)).containsExactly(1, 3, 2, 4);
  }

  /** A network that sees only the first pixel: each view shows it another corner. */
  @ParameterizedTest
  @CsvSource({"NONE, 1 0 0 0", "FLIPS, 0.25 0.5 0.75 1", "DIHEDRAL, 0.25 0.5 0.75 1"})
  void logitsOfViewsAreAveraged(TestTimeViews views, String expected) {
    float[] red = {1, 2, 3, 4};
    float[] chw = Arrays.copyOf(red, 12);
    float[] logits =
        views.logits((images, count, size) -> new float[] {images[0], 0, 0, 0}, chw, 1, 2);
    assertThat(Arrays.toString(logits).replaceAll("\\.0\\b|[\\[\\],]", "")).isEqualTo(expected);
  }

  @Test
  void optionsOutOfRange() {
    assertThatThrownBy(() -> new TileOptions(100, 0.5, TestTimeViews.NONE, 1))
        .hasMessage("A tile's side is a multiple of 16 and at least 32; found 100");
    assertThatThrownBy(() -> new TileOptions(64, 1, TestTimeViews.NONE, 1))
        .hasMessage("An overlap lies in 0 to 0.9; found 1.0");
    assertThatThrownBy(() -> new TileOptions(64, 0.5, TestTimeViews.NONE, 0))
        .hasMessage("A batch has at least one tile; found 0");
    assertThatThrownBy(() -> new TileOptions(4096, 0.5, TestTimeViews.NONE, 43))
        .hasMessage("43 tiles of 4096x4096 are too many values for one batch");
    assertThat(new TileOptions(4096, 0.5, TestTimeViews.NONE, 42).batch()).isEqualTo(42);
  }
}

package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

class FeatureTransformTest {

  @Test
  void tiesGoToTheSmallerColumnThenTheSmallerRow() {
    // The middle of a cross is equally far from all four arms; so is the middle of four corners.
    assertFeature(".#./#.#/.#.", 1, 1, 1, 0);
    assertFeature("#.#/.../#.#", 1, 1, 0, 0);
    assertFeature(".#./.../.#.", 1, 1, 0, 1);
    assertFeature("#.#", 0, 1, 0, 0);
  }

  private static void assertFeature(String picture, int row, int column, int atRow, int atColumn) {
    Mask mask = Pictures.mask(picture);
    FeatureTransform transform = new FeatureTransform();
    transform.start(mask);
    for (int r = mask.size().height() - 1; r >= row; r--) {
      transform.row(r);
    }
    assertThat(transform.feature(column)).isEqualTo(atRow * mask.size().width() + atColumn);
  }

  @Property(tries = 400)
  void agreesWithBruteForce(
      @ForAll @IntRange(min = 1, max = 23) int height,
      @ForAll @IntRange(min = 1, max = 23) int width,
      @ForAll @IntRange(min = 1, max = 60) int oneIn,
      @ForAll long seed) {
    Mask mask = randomMask(height, width, oneIn, new Random(seed));
    FeatureTransform transform = new FeatureTransform();
    transform.start(randomMask(5, 40, 3, new Random(1))); // leftovers must not matter
    transform.row(4);
    transform.start(mask);
    for (int row = height - 1; row >= 0; row--) {
      transform.row(row);
      for (int column = 0; column < width; column++) {
        int[] nearest = nearest(mask, row, column);
        assertThat(new int[] {transform.feature(column), (int) transform.squaredDistance(column)})
            .containsExactly(nearest);
      }
    }
  }

  private static Mask randomMask(int height, int width, int oneIn, Random random) {
    byte[] samples = new byte[height * width];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (random.nextInt(oneIn) == 0 ? 255 : 0);
    }
    samples[random.nextInt(samples.length)] = (byte) 255;
    return Mask.of(GreyImage.of(new Size(height, width), samples));
  }

  /**
   * The lexicographically least (column, row) among the nearest features, and its squared distance.
   */
  private static int[] nearest(Mask mask, int row, int column) {
    int[] best = {0, Integer.MAX_VALUE};
    for (int x = 0; x < mask.size().width(); x++) {
      for (int y = 0; y < mask.size().height(); y++) {
        int squared = (x - column) * (x - column) + (y - row) * (y - row);
        if (mask.at(y * mask.size().width() + x) && squared < best[1]) {
          best = new int[] {y * mask.size().width() + x, squared};
        }
      }
    }
    return best;
  }
}

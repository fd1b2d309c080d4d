package org.bis5k.train.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.RegionSource;
import org.bis5k.data.transform.Transform;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.model.LogitFunction;
import org.bis5k.train.predict.TestTimeViews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiles put together: no seams, and one tile is the network's own output. */
class TiledInferenceTest {

  private static final int SIDE = 32;

  /** Any function of a pixel's own colour, whatever lies around it. */
  private static final LogitFunction PIXELWISE =
      (images, count, size) -> {
        int area = (int) size.pixels();
        float[] logits = new float[count * area];
        for (int i = 0; i < logits.length; i++) {
          int at = i / area * 3 * area + i % area;
          logits[i] = 0.1f * (images[at] + images[at + area] - images[at + 2 * area]);
        }
        return logits;
      };

  private interface Colour {
    int at(int y, int x, int channel);
  }

  /** An image that exists pixel by pixel only. */
  private static RegionSource image(Size size, Colour colour) {
    return new RegionSource() {
      @Override
      public Size size() {
        return size;
      }

      @Override
      public RgbImage read(Region region) {
        region.requireInside(size);
        byte[] samples = new byte[(int) (3 * region.size().pixels())];
        for (int i = 0; i < samples.length; i++) {
          int y = region.top() + i / 3 / region.size().width();
          int x = region.left() + i / 3 % region.size().width();
          samples[i] = (byte) colour.at(y, x, i % 3);
        }
        return RgbImage.of(region.size(), samples);
      }
    };
  }

  private static float[] blended(LogitFunction network, TileOptions options, RegionSource image)
      throws IOException {
    List<Transform> transforms = TransformPipeline.evaluation(Size.square(352)).transforms();
    float[] all = new float[(int) image.size().pixels()];
    AtomicInteger rows = new AtomicInteger();
    TiledInference.of(network, transforms, options)
        .logits(
            image,
            row -> System.arraycopy(row, 0, all, rows.getAndIncrement() * row.length, row.length),
            (done, tiles) -> assertThat(done).isBetween(1L, tiles));
    assertThat(rows).hasValue(image.size().height());
    return all;
  }

  /** The largest absolute difference. */
  private static float difference(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    float largest = 0;
    for (int i = 0; i < actual.length; i++) {
      float difference = Math.abs(actual[i] - expected[i]);
      largest = difference <= largest ? largest : difference; // a NaN stays
    }
    return largest;
  }

  private static float[] plain(LogitFunction network, RegionSource image) {
    float[] chw =
        TransformPipeline.evaluation(image.size())
            .normalizedImage(image.read(Region.whole(image.size())));
    return network.logits(chw, 1, image.size());
  }

  @ParameterizedTest
  @CsvSource({"NONE, 0.5, 1", "FLIPS, 0.5, 4", "DIHEDRAL, 0.25, 3", "NONE, 0, 2", "NONE, 0.75, 5"})
  void noSeamsInAConstantImageAndAGradient(TestTimeViews views, double overlap, int batch)
      throws IOException {
    TileOptions options = new TileOptions(SIDE, overlap, views, batch);
    Size size = new Size(75, 101);
    for (Colour colour :
        new Colour[] {(y, x, c) -> 137, (y, x, c) -> y + x, (y, x, c) -> 7 * y + 3 * x * c}) {
      RegionSource image = image(size, colour);
      assertThat(difference(blended(PIXELWISE, options, image), plain(PIXELWISE, image)))
          .isLessThan(1e-6f);
    }
  }

  @Test
  void whereOneTileCoversAllTheResultIsTheNetworksOwn() throws IOException {
    // A function of the whole tile, different at every position.
    LogitFunction network =
        (images, count, size) -> {
          SplittableRandom random = new SplittableRandom(Float.floatToIntBits(images[5]));
          float[] logits = new float[(int) (count * size.pixels())];
          for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextDouble(-5, 5);
          }
          return logits;
        };
    RegionSource image = image(Size.square(SIDE), (y, x, c) -> 5 * y + 3 * x + c);
    assertThat(
            difference(
                blended(network, new TileOptions(SIDE, 0.5, TestTimeViews.NONE, 4), image),
                plain(network, image)))
        .isLessThan(1e-6f);
  }

  /** The border of a tile, where a network sees least, hardly counts where another tile covers. */
  @Test
  void bordersOfTilesFade() throws IOException {
    LogitFunction framed =
        (images, count, size) -> {
          float[] logits = new float[(int) (count * size.pixels())];
          for (int i = 0; i < logits.length; i++) {
            int y = i / SIDE % SIDE;
            int x = i % SIDE;
            boolean frame = Math.min(y, x) == 0 || Math.max(y, x) == SIDE - 1;
            logits[i] = frame ? 1 : 0;
          }
          return logits;
        };
    int side = 4 * SIDE;
    RegionSource image = image(Size.square(side), (y, x, c) -> 100);
    float[] result = blended(framed, new TileOptions(SIDE, 0.5, TestTimeViews.NONE, 2), image);
    for (int y = 1; y < side - 1; y++) {
      for (int x = 1; x < side - 1; x++) {
        // The frame weighs exp(-(15.5 / 4)^2 / 2) = 0.00055 of a middle, raised to 0.001 at most.
        boolean besideTheBorder = Math.min(Math.min(y, x), side - 1 - Math.max(y, x)) < SIDE / 4;
        if (!besideTheBorder) {
          assertThat(result[y * side + x]).isLessThan(0.02f);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 90", "40, 3", "31, 32"})
  void imagesSmallerThanATile(int height, int width) throws IOException {
    RegionSource image = image(new Size(height, width), (y, x, c) -> 9 * y + 4 * x + 50 * c);
    TileOptions options = new TileOptions(SIDE, 0.5, TestTimeViews.FLIPS, 2);
    assertThat(difference(blended(PIXELWISE, options, image), plain(PIXELWISE, image)))
        .isLessThan(1e-6f);
  }

  @Test
  void theSurroundingsOfASmallImageAreItsMirrorImage() throws IOException {
    LogitFunction leftNeighbour =
        (images, count, size) -> {
          float[] logits = new float[(int) (count * size.pixels())];
          System.arraycopy(images, 0, logits, 1, logits.length - 1);
          return logits;
        };
    RegionSource image = image(new Size(1, 4), (y, x, c) -> 60 * x);
    float[] result =
        blended(leftNeighbour, new TileOptions(SIDE, 0.5, TestTimeViews.NONE, 1), image);
    float[] own = new float[4];
    System.arraycopy(
        TransformPipeline.evaluation(image.size())
            .normalizedImage(image.read(Region.whole(image.size()))),
        0,
        own,
        0,
        4);
    assertThat(difference(result, new float[] {own[1], own[0], own[1], own[2]})).isLessThan(1e-6f);
  }

  @Test
  void tilesAreCounted() {
    TiledInference inference =
        TiledInference.of(
            PIXELWISE,
            TransformPipeline.evaluation(Size.square(352)).transforms(),
            TileOptions.released());
    assertThat(inference.tiles(Size.square(352))).isEqualTo(1);
    assertThat(inference.tiles(new Size(20_000, 20_000))).isEqualTo(113 * 113);
  }
}

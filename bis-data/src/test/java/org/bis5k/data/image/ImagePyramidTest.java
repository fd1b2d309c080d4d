package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.bis5k.data.ByteImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.transform.ResampleFilter;
import org.bis5k.data.transform.Resampling;
import org.bis5k.data.transform.TinyImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The copies and the scale of files that hold an image several times. */
class ImagePyramidTest {

  private static final Size TILE = new Size(16, 32);

  @TempDir Path folder;
  private Path file;
  private final RgbImage full = TinyImages.image(TinyImages.random(100, 60, 3, 1));
  private final RgbImage half = TinyImages.image(TinyImages.random(50, 30, 3, 2));
  private final RgbImage quarter = TinyImages.image(TinyImages.random(25, 15, 3, 3));

  @BeforeEach
  void name() {
    file = folder.resolve("slide.tif");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void reducedPagesAreCopies(boolean big) throws IOException {
    TiffFixture tiff =
        big ? TiffFixture.big(ByteOrder.LITTLE_ENDIAN) : TiffFixture.classic(ByteOrder.BIG_ENDIAN);
    tiff.tiled(full, TILE);
    tiff.tiled(quarter, TILE).with(TiffDirectory.SUBFILE_TYPE, 1);
    tiff.tiled(half, TILE).with(TiffDirectory.SUBFILE_TYPE, 1);
    tiff.tiled(half, TILE); // another image, not a copy
    tiff.save(file);
    try (ImagePyramid image = ImagePyramid.open(file)) {
      assertThat(image.levels())
          .containsExactly(new Size(60, 100), new Size(30, 50), new Size(15, 25));
      assertThat(image.resized(half.size()).samples()).isEqualTo(half.samples());
      assertThat(image.resized(quarter.size()).samples()).isEqualTo(quarter.samples());
      assertThat(image.full().read(Region.whole(full.size())).samples()).isEqualTo(full.samples());
    }
  }

  @Test
  void imagesBelowTheFirstAreCopies() throws IOException {
    TiffFixture tiff = TiffFixture.classic(ByteOrder.LITTLE_ENDIAN);
    TiffFixture.Page first = tiff.tiled(full, TILE);
    first.with(TiffDirectory.SUB_DIRECTORIES, tiff.below(tiff.tiled(half, TILE)));
    tiff.save(file);
    try (ImagePyramid image = ImagePyramid.open(file)) {
      assertThat(image.resized(half.size()).samples()).isEqualTo(half.samples());
    }
  }

  @Test
  void anAperioSlideKnowsItsScaleAndItsCopies() throws IOException {
    TiffFixture tiff = TiffFixture.classic(ByteOrder.LITTLE_ENDIAN);
    tiff.tiled(full, TILE)
        .with(TiffDirectory.DESCRIPTION, "Aperio Image Library v11\n100x60|AppMag = 20|MPP = 0.5");
    tiff.separateStrips(half, 10); // the preview, which is no level
    tiff.tiled(half, TILE);
    tiff.save(file);
    try (ImagePyramid image = ImagePyramid.open(file)) {
      assertThat(image.levels()).containsExactly(new Size(60, 100), new Size(30, 50));
      assertThat(image.micrometresPerPixel()).hasValue(0.5);
      assertThat(image.at(1).read(Region.whole(half.size())).samples()).isEqualTo(half.samples());
      RegionSource coarse = image.at(2);
      ByteImage expected =
          Resampling.resize(ByteImage.of(half), new Size(15, 25), ResampleFilter.BILINEAR);
      assertThat(coarse.size()).isEqualTo(new Size(15, 25));
      assertThat(coarse.read(new Region(4, 3, new Size(7, 9))).samples())
          .isEqualTo(WholeImage.crop(TinyImages.image(expected), 4, 3, new Size(7, 9)).samples());
      assertThat(image.at(0.25).size()).isEqualTo(new Size(120, 200));
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 20000, 1, 0.5", "2, 101600, 2, 0.5", "2, 72, 1, ", "1, 20000, 1, ", "3, 0, 1, "})
  void resolutionTags(int unit, int pixels, int per, Double micrometres) throws IOException {
    TiffFixture tiff = TiffFixture.classic(ByteOrder.LITTLE_ENDIAN);
    tiff.tiled(full, TILE)
        .withRatio(TiffDirectory.RESOLUTION_X, pixels, per)
        .withRatio(TiffDirectory.RESOLUTION_Y, pixels, per)
        .with(TiffDirectory.RESOLUTION_UNIT, unit);
    tiff.save(file);
    try (ImagePyramid image = ImagePyramid.open(file)) {
      if (micrometres == null) {
        assertThat(image.micrometresPerPixel()).isEmpty();
      } else {
        assertThat(image.micrometresPerPixel().orElseThrow()).isCloseTo(micrometres, within(1e-12));
      }
    }
  }

  @Test
  void pixelsThatAreNotSquareHaveNoScale() throws IOException {
    TiffFixture tiff = TiffFixture.classic(ByteOrder.LITTLE_ENDIAN);
    tiff.tiled(full, TILE)
        .withRatio(TiffDirectory.RESOLUTION_X, 20_000, 1)
        .withRatio(TiffDirectory.RESOLUTION_Y, 10_000, 1)
        .with(TiffDirectory.RESOLUTION_UNIT, 3);
    tiff.save(file);
    try (ImagePyramid image = ImagePyramid.open(file)) {
      assertThat(image.micrometresPerPixel()).isEqualTo(OptionalDouble.empty());
      assertThatThrownBy(() -> image.at(0.5))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              file
                  + ": does not state its scale (no MPP in an Aperio description, no plausible TIFF"
                  + " resolution), so that it cannot be read at micrometres per pixel");
    }
  }

  @Test
  void eachRegionOfAResampledImageIsAPartOfTheWhole() {
    for (Size size : new Size[] {new Size(23, 41), new Size(60, 33), new Size(97, 131)}) {
      RegionSource resampled = ResampledRegions.of(new WholeImage(full), size);
      ByteImage whole = Resampling.resize(ByteImage.of(full), size, ResampleFilter.BILINEAR);
      for (int top = 0; top + 7 <= size.height(); top += 5) {
        for (int left = 0; left + 11 <= size.width(); left += 5) {
          Region region = new Region(top, left, new Size(7, 11));
          assertThat(resampled.read(region).samples())
              .as("%s of %s", region, size)
              .isEqualTo(
                  WholeImage.crop(TinyImages.image(whole), top, left, region.size()).samples());
        }
      }
    }
  }

  @Test
  void aWholeImageIsReadInBands() {
    RgbImage large = TinyImages.image(TinyImages.random(4000, 4000, 3, 9));
    int[] tallest = new int[1];
    RegionSource counting =
        new RegionSource() {
          @Override
          public Size size() {
            return large.size();
          }

          @Override
          public RgbImage read(Region region) {
            tallest[0] = Math.max(tallest[0], region.size().height());
            return WholeImage.crop(large, region.top(), region.left(), region.size());
          }
        };
    Size small = new Size(40, 40);
    assertThat(ResampledRegions.whole(counting, small).samples())
        .isEqualTo(
            Resampling.resize(ByteImage.of(large), small, ResampleFilter.BILINEAR).samples());
    assertThat(tallest[0]).isLessThan(2000);
  }
}

package org.bis5k.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.bis5k.data.GreyImage;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.Mask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticTissueTest {

  private static final Size SMALL = new Size(64, 96);

  @Test
  void aTileDependsOnSeedAndIndexAlone() {
    SyntheticTissue tissue = SyntheticTissue.of(SMALL, 5);
    ImageAndMask third = tissue.tile(3);
    tissue.tile(0);
    ImageAndMask again = tissue.tile(3);
    ImageAndMask fresh = SyntheticTissue.of(SMALL, 5).tile(3);

    assertThat(again.image().samples()).isEqualTo(third.image().samples());
    assertThat(again.mask().samples()).isEqualTo(third.mask().samples());
    assertThat(fresh.image().samples()).isEqualTo(third.image().samples());
    assertThat(fresh.mask().samples()).isEqualTo(third.mask().samples());
  }

  @Test
  void anyOrderAndAnyThreadGiveTheSameTiles() {
    SyntheticTissue tissue = SyntheticTissue.of(SMALL, 5);
    long[] forwards = IntStream.range(0, 12).mapToLong(k -> crc(tissue.tile(k))).toArray();
    long[] parallel =
        IntStream.range(0, 12).parallel().mapToLong(k -> crc(tissue.tile(k))).toArray();

    assertThat(parallel).isEqualTo(forwards);
    assertThat(IntStream.range(0, 12).mapToObj(k -> forwards[11 - k]))
        .containsExactlyElementsOf(
            IntStream.range(0, 12).mapToObj(k -> crc(tissue.tile(11 - k))).toList());
  }

  @Test
  void anotherSeedOrIndexGivesAnotherTile() {
    long[] tiles = {
      crc(SyntheticTissue.of(SMALL, 5).tile(0)),
      crc(SyntheticTissue.of(SMALL, 5).tile(1)),
      crc(SyntheticTissue.of(SMALL, 6).tile(0)),
      crc(SyntheticTissue.of(SMALL, -5).tile(0)),
      crc(SyntheticTissue.of(SMALL, 5).tile(Integer.MAX_VALUE))
    };

    assertThat(tiles).doesNotHaveDuplicates();
  }

  @Test
  void theSameTileOnEveryMachine() {
    assertThat(crc(SyntheticTissue.of(SMALL, 2024).tile(7))).isEqualTo(2802618339L);
  }

  @ParameterizedTest
  @CsvSource({"32, 32", "40, 100", "192, 128"})
  void theMaskIsBinaryAndItsShareVariesWithinBounds(int height, int width) {
    SyntheticTissue tissue = SyntheticTissue.of(new Size(height, width), 11);
    double least = 1;
    double most = 0;
    for (int k = 0; k < 50; k++) {
      ImageAndMask tile = tissue.tile(k);
      assertThat(tile.image().size()).isEqualTo(new Size(height, width));
      assertThat(tile.mask().size()).isEqualTo(new Size(height, width));
      assertThat(IntStream.range(0, height * width).map(i -> tile.mask().samples()[i] & 255))
          .allMatch(value -> value == 0 || value == 255);
      double share = (double) Mask.of(tile.mask()).foregroundPixels() / tile.mask().size().pixels();
      assertThat(share).as("tile %d", k).isBetween(0.15, 0.75);
      least = Math.min(least, share);
      most = Math.max(most, share);
    }
    assertThat(least).isLessThan(0.30);
    assertThat(most).isGreaterThan(0.60);
  }

  @ParameterizedTest
  @CsvSource({"31, 64, 31x64", "64, 16, 64x16", "8193, 64, 8193x64"})
  void aSideOutOfRangeIsRefused(int height, int width, String found) {
    assertThatThrownBy(() -> SyntheticTissue.of(new Size(height, width), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Synthetic tissue needs sides from 32 to 8192 pixels; found " + found);
  }

  @Test
  void aNegativeIndexIsRefused() {
    assertThatThrownBy(() -> SyntheticTissue.of(SMALL, 1).tile(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A tile's index starts at 0; found -1");
  }

  @Test
  void anImageAndAMaskOfTwoSizesAreRefused() {
    RgbImage image = RgbImage.of(new Size(2, 3), new byte[18]);
    GreyImage mask = GreyImage.of(new Size(3, 2), new byte[6]);

    assertThatThrownBy(() -> new ImageAndMask(image, mask))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An image and its mask need the same size; found 2x3 and 3x2");
  }

  private static long crc(ImageAndMask tile) {
    CRC32 crc = new CRC32();
    crc.update(tile.image().samples());
    crc.update(tile.mask().samples());
    return crc.getValue();
  }
}

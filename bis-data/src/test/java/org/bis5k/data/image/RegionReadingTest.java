package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.transform.PlatformImages;
import org.bis5k.data.transform.TinyImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A region equals the same part of the whole file decoded, whatever the format. */
class RegionReadingTest {

  private static final int HEIGHT = 83;
  private static final int WIDTH = 101;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "tiff, , 0",
    "tiff, , 32",
    "tiff, LZW, 0",
    "tiff, LZW, 16",
    "tiff, Deflate, 48",
    "tiff, PackBits, 32",
    "tiff, JPEG, 32",
    "tiff, JPEG, 0",
    "bmp, , 0",
    "jpeg, , 0",
    "png, , 0"
  })
  void everyFormat(String format, String compression, int tile) throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY}) {
      BufferedImage image = PlatformImages.gradient(HEIGHT, WIDTH, type);
      Path file = folder.resolve("a." + format);
      Files.write(file, PlatformImages.encodeTiled(image, format, compression, tile));
      regionsEqualTheWhole(file);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void everyKindOfTiff(boolean big, boolean littleEndian) throws IOException {
    ByteOrder order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    RgbImage image = TinyImages.image(TinyImages.random(WIDTH, HEIGHT, 3, 4));
    for (int kind = 0; kind < 2; kind++) {
      TiffFixture tiff = big ? TiffFixture.big(order) : TiffFixture.classic(order);
      if (kind == 0) {
        tiff.tiled(image, new Size(16, 48));
      } else {
        tiff.separateStrips(image, 9);
      }
      Path file = tiff.save(folder.resolve(kind + ".tif"));
      try (ImagePyramid pyramid = ImagePyramid.open(file)) {
        regionsEqual(pyramid.full(), image);
      }
    }
  }

  @Test
  void palettesAlphaAndFewBits() throws IOException {
    int[] types = {
      BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_4BYTE_ABGR, BufferedImage.TYPE_BYTE_BINARY
    };
    for (String format : List.of("tiff", "png")) {
      for (int type : types) {
        Path file = folder.resolve(type + "." + format);
        BufferedImage image = PlatformImages.gradient(HEIGHT, WIDTH, type);
        Files.write(file, PlatformImages.encode(image, format, null));
        regionsEqualTheWhole(file);
      }
    }
  }

  @Test
  void interlacedPngIsReadAsAWhole() throws IOException {
    Path file = folder.resolve("a.png");
    PngFixture.interlaced(3, 3, 8, 0).rows(0, 1, 0, 3, 0, 7, 9, 0, 2, 0, 8, 0, 4, 5, 6).save(file);
    try (ImagePyramid pyramid = ImagePyramid.open(file)) {
      assertThat(pyramid.full().read(new Region(1, 1, new Size(2, 2))).samples())
          .containsExactly(5, 5, 5, 6, 6, 6, 8, 8, 8, 9, 9, 9);
    }
  }

  @Test
  void aStripMayBeLowerThanARegion() throws IOException {
    BufferedImage image = PlatformImages.gradient(HEIGHT, WIDTH, BufferedImage.TYPE_3BYTE_BGR);
    for (String format : List.of("jpeg", "bmp")) {
      Path file = folder.resolve("low." + format);
      Files.write(file, PlatformImages.encode(image, format, null));
      ImageHeader header = ImageHeader.read(file, Long.MAX_VALUE);
      for (int rows : new int[] {1, 10, 40}) {
        try (ImageStrips strips =
            ImageStrips.open(file, FileVersion.of(file), header, rows * 3 * WIDTH)) {
          regionsEqual(strips, ImageFiles.readRgb(file));
        }
      }
    }
  }

  @Test
  void onlyTheTilesThatARegionTouchesAreDecoded() throws IOException {
    RgbImage image = TinyImages.image(TinyImages.random(160, 160, 3, 5));
    TiffFixture tiff = TiffFixture.classic(ByteOrder.LITTLE_ENDIAN);
    tiff.tiled(image, Size.square(16));
    Path file = tiff.save(folder.resolve("a.tif"));
    try (ImagePyramid pyramid = ImagePyramid.open(file)) {
      TiffRegions regions = (TiffRegions) pyramid.full();
      regions.read(new Region(120, 120, Size.square(16)));
      assertThat(regions.decoded()).isEqualTo(4);
      regions.read(new Region(128, 120, Size.square(8)));
      assertThat(regions.decoded()).as("kept").isEqualTo(4);
    }
  }

  @Test
  void aRegionOutsideTheImage() throws IOException {
    Path file = folder.resolve("a.png");
    PngFixture.of(2, 2, 8, 0).rows(0, 1, 2, 0, 3, 4).save(file);
    try (ImagePyramid pyramid = ImagePyramid.open(file)) {
      assertThatThrownBy(() -> pyramid.full().read(new Region(1, 0, new Size(2, 1))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("2x1 at row 1, column 0 leaves an image of 2x2");
    }
  }

  private static void regionsEqualTheWhole(Path file) {
    try (ImagePyramid pyramid = ImagePyramid.open(file)) {
      regionsEqual(pyramid.full(), ImageFiles.readRgb(file));
    }
  }

  /** Down the image in overlapping bands, then the top again. */
  private static void regionsEqual(RegionSource source, RgbImage whole) {
    assertThat(source.size()).isEqualTo(whole.size());
    for (int top : new int[] {0, 13, 26, 39, 53, 2}) {
      for (int left : new int[] {0, 30, WIDTH - 40}) {
        Region region = new Region(top, left, new Size(30, 40));
        assertThat(source.read(region).samples())
            .as(region.toString())
            .isEqualTo(WholeImage.crop(whole, top, left, region.size()).samples());
      }
    }
    assertThat(source.read(Region.whole(whole.size())).samples()).isEqualTo(whole.samples());
  }
}

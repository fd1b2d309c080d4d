package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.transform.PlatformImages;
import org.bis5k.data.transform.TinyImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that cannot be read by regions, each refused by name and with the reason. */
class DamagedRegionTest {

  private static final RgbImage IMAGE = TinyImages.image(TinyImages.random(40, 40, 3, 7));

  @TempDir Path folder;
  private Path file;
  private TiffFixture tiff;
  private TiffFixture.Page page;

  @BeforeEach
  void makeTiff() {
    file = folder.resolve("a.tif");
    tiff = TiffFixture.big(ByteOrder.LITTLE_ENDIAN);
    page = tiff.tiled(IMAGE, Size.square(16));
  }

  @Test
  void kindsOfSamplesThatAreNotRead() throws IOException {
    page.with(TiffDirectory.BITS, 16, 16, 16);
    refused("has 16 bits per sample; expected 8. Save it as an 8-bit image");
    page.with(TiffDirectory.BITS, 8, 8, 8).with(TiffDirectory.SAMPLE_FORMAT, 3, 3, 3);
    refused("has signed or floating-point samples; expected 8-bit unsigned. Save it as 8-bit");
    page.with(TiffDirectory.SAMPLE_FORMAT, 1, 1, 1).with(TiffDirectory.PHOTOMETRIC, 5);
    refused("is a CMYK image; expected RGB or grey. Save it as RGB");
  }

  @ParameterizedTest
  @CsvSource({"33003, JPEG 2000", "33005, JPEG 2000", "50001, WebP", "77, an unknown method"})
  void compressionsThatAreNotRead(int number, String name) throws IOException {
    page.with(TiffDirectory.COMPRESSION, number);
    refused(
        "its pixels are compressed by "
            + name
            + " (TIFF compression "
            + number
            + "), which is not read; convert it to a tiled TIFF, in QuPath or with: vips tiffsave"
            + " IN OUT.tif --tile --pyramid --bigtiff --compression jpeg --Q 90");
  }

  @ParameterizedTest
  @CsvSource({
    "a.ndpi, Hamamatsu NDPI slide",
    "A.MRXS, 3DHISTECH MIRAX slide",
    "b.czi, Zeiss CZI image"
  })
  void slidesThatAreNotRead(String name, String format) throws IOException {
    file = Files.write(folder.resolve(name), tiff.end());
    assertThatThrownBy(() -> ImagePyramid.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            file + ": is a " + format + ", which is not read; convert it to a tiled TIFF, in");
  }

  @Test
  void tilesThatMakeNoImage() throws IOException {
    page.with(TiffDirectory.TILE_OFFSETS, 16, 16);
    refused("is damaged: 9 TIFF tiles make 40x40; found 2 offsets and 9 lengths");
    page.with(TiffDirectory.WIDTH, 0);
    refused("is damaged: its header declares height 40, width 0");
    page.with(TiffDirectory.WIDTH, 1 << 30).with(TiffDirectory.TILE_WIDTH, 1 << 30);
    refused(
        "its TIFF tiles of 16x1073741824 pixels are too large to read one by one; save it as a"
            + " tiled TIFF");
  }

  @Test
  void tilesThatLieElsewhere() throws IOException {
    long[] nowhere = new long[9];
    Arrays.fill(nowhere, Long.MAX_VALUE - 5);
    page.with(TiffDirectory.TILE_OFFSETS, nowhere);
    readingRefused("its TIFF tile 4 is truncated: bytes 9223372036854775802 to ");
    Arrays.fill(nowhere, 1_000_000);
    readingRefused("its TIFF tile 4 is truncated: bytes 1000000 to 1000768 of ");
    page.with(TiffDirectory.TILE_BYTES, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    readingRefused("is damaged: its TIFF tile 4 of 16x16 has 0 bytes");
    page.with(TiffDirectory.TILE_BYTES, 0, 0, 0, 0, 1 << 30, 0, 0, 0, 0);
    readingRefused("is damaged: its TIFF tile 4 of 16x16 has 1073741824 bytes");
  }

  @Test
  void valuesThatLieOnTopOfEachOther() throws IOException {
    for (int i = 0; i < 40; i++) {
      page.with(400 + i, "x".repeat(60_000));
    }
    byte[] bytes = tiff.end();
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int directory = (int) file.getLong(8);
    int entries = (int) file.getLong(directory);
    for (int i = 0; i < entries; i++) {
      int entry = directory + 8 + 20 * i;
      if (file.getShort(entry) >= 400) {
        file.putLong(entry + 4, bytes.length).putLong(entry + 12, 0);
      }
    }
    Files.write(this.file, bytes);
    assertThatThrownBy(() -> ImagePyramid.open(this.file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            this.file
                + ": is damaged: the values of its TIFF tags, up to tag 401, are longer than the"
                + " file");
  }

  @Test
  void pagesInACircle() throws IOException {
    TiffFixture circle = TiffFixture.classic(ByteOrder.LITTLE_ENDIAN);
    TiffFixture.Page first = circle.tiled(IMAGE, Size.square(16));
    long below = circle.below(circle.tiled(IMAGE, Size.square(16)));
    first.with(TiffDirectory.SUB_DIRECTORIES, below, below);
    circle.save(file);
    assertThatThrownBy(() -> ImagePyramid.open(file))
        .hasMessage(file + ": is damaged: its TIFF directories form a circle");
  }

  @Test
  void truncationAnywhere() throws IOException {
    byte[] whole = tiff.end();
    byte[] png = PngFixture.of(2, 2, 8, 0).rows(0, 1, 2, 0, 3, 4).end();
    for (byte[] bytes : new byte[][] {whole, png}) {
      for (int length = 4; length < bytes.length; length += bytes.length > 1000 ? 97 : 1) {
        Files.write(file, Arrays.copyOf(bytes, length));
        assertThatThrownBy(this::readAll)
            .as("%d of %d bytes", length, bytes.length)
            .isInstanceOf(InvalidInputException.class)
            .hasMessageStartingWith(file.toString())
            .hasMessageMatching("(?s).*(truncated|damaged).*");
      }
    }
  }

  @Test
  void flippedBitsAndMutations() throws IOException {
    byte[] png = PngFixture.of(2, 2, 8, 0).rows(0, 1, 2, 0, 3, 4).end();
    png[45] ^= 1;
    Files.write(file, png);
    assertThatThrownBy(this::readAll).isInstanceOf(InvalidInputException.class);
    Random random = new Random(3);
    byte[] whole = tiff.end();
    for (int i = 0; i < 500; i++) {
      Files.write(file, PlatformImages.mutate(whole, random));
      try {
        readAll();
      } catch (InvalidInputException e) {
        assertThat(e).hasMessageStartingWith(file.toString());
      }
    }
  }

  @Test
  void aRowThatFailsFailsAgain() throws IOException {
    byte[] png = PngFixture.of(3, 2, 8, 0).rows(0, 1, 2, 0, 3, 4, 9, 5, 6).end();
    Files.write(file, png);
    try (ImagePyramid image = ImagePyramid.open(file)) {
      assertThat(image.full().read(new Region(1, 0, new Size(1, 1))).samples())
          .containsExactly(3, 3, 3);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> image.full().read(new Region(2, 0, new Size(1, 1))))
            .hasMessage(file + ": is damaged: PNG has no row filter 9");
      }
      assertThat(image.full().read(new Region(0, 0, new Size(1, 1))).samples())
          .containsExactly(1, 1, 1);
    }
  }

  private void readAll() {
    try (ImagePyramid image = ImagePyramid.open(file)) {
      if (image.size().pixels() < 1 << 20) {
        image.full().read(Region.whole(image.size()));
      }
    }
  }

  private void refused(String problem) throws IOException {
    tiff.save(file);
    assertThatThrownBy(() -> ImagePyramid.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": " + problem);
    makeTiff();
  }

  private void readingRefused(String problem) throws IOException {
    tiff.save(file);
    try (ImagePyramid image = ImagePyramid.open(file)) {
      assertThatThrownBy(() -> image.full().read(new Region(20, 20, Size.square(4))))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(file + ": " + problem);
    }
  }
}

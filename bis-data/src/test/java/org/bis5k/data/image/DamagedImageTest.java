package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are refused, each by name and with the reason. */
class DamagedImageTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("a.png");
  }

  @Test
  void aMissingFileAndAFolder() {
    refused("does not exist");
    file = folder;
    refused("expected an image file; found a folder");
  }

  @Test
  void aFileThatIsNoImage() throws IOException {
    Files.writeString(file, "not an image");
    refused("is not a PNG, JPEG, TIFF or BMP file (according to its first bytes)");
    Files.write(file, new byte[0]);
    refused("is not a PNG, JPEG, TIFF or BMP file (according to its first bytes)");
  }

  @Test
  void sixteenBits() throws IOException {
    PngFixture.of(1, 1, 16, 0).rows(0, 1, 2).save(file);
    String problem = "has 16 bits per sample; expected 8. Save it as an 8-bit image";
    refused(problem);
    assertThatThrownBy(() -> ImageFiles.readSize(file)).hasMessage(file + ": " + problem);
    assertThatThrownBy(() -> ImageFiles.readRgb(file)).hasMessage(file + ": " + problem);
    assertThatThrownBy(() -> ImageFiles.readFirstChannel(file)).hasMessage(file + ": " + problem);
  }

  @Test
  void aHeaderThatPromisesTooManyPixelsAllocatesNothing() throws IOException {
    PngFixture.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 2).rows(0).save(file);
    refused(
        "its header declares 2147483647x2147483647 = 4611686014132420609 pixels; at most 178956970"
            + " are read (raise the pixel limit to read it)");
    assertThatThrownBy(() -> ImageFiles.readSize(file)).hasMessageContaining("at most 178956970");
  }

  @Test
  void thePixelLimitCanBeSet() throws IOException {
    PngFixture.of(1, 4, 8, 0).rows(0, 1, 2, 3, 4).save(file);
    assertThat(ImageFiles.readGrey(file, 4).size()).isEqualTo(new Size(1, 4));
    assertThatThrownBy(() -> ImageFiles.readGrey(file, 3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": its header declares 1x4 = 4 pixels; at most 3 are read");
    assertThatThrownBy(() -> ImageFiles.readRgb(file, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A pixel limit lies in 1 to 715827882; found 0");
  }

  @Test
  void truncationAtEveryByte() throws IOException {
    byte[] whole = PngFixture.of(2, 2, 8, 0).rows(0, 1, 2, 0, 3, 4).end();
    for (int length = 4; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> ImageFiles.readGrey(file))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(file.toString())
          .hasMessageMatching("(?s).*(truncated|damaged).*");
    }
  }

  @Test
  void aFlippedBitInThePixels() throws IOException {
    byte[] bytes = PngFixture.of(2, 2, 8, 0).rows(0, 1, 2, 0, 3, 4).end();
    bytes[45] ^= 1;
    Files.write(file, bytes);
    refused("is damaged: the checksum of its PNG chunk IDAT at byte 33 differs");
  }

  @Test
  void tooFewPixels() throws IOException {
    PngFixture.of(2, 2, 8, 0).rows(0, 1, 2).save(file);
    refused("is truncated: its pixels end too early");
  }

  @Test
  void pixelsThatAreNotCompressed() throws IOException {
    PngFixture.of(1, 1, 8, 0).chunk("IDAT", "garbage".getBytes(StandardCharsets.UTF_8)).save(file);
    refused("is damaged: its compressed pixels cannot be inflated: incorrect header check");
  }

  @Test
  void missingParts() throws IOException {
    PngFixture.of(1, 1, 8, 0).save(file);
    refused("is damaged: it holds no PNG pixels (IDAT)");
    PngFixture.of(1, 1, 8, 3).rows(0, 0).save(file);
    refused("is damaged: its PNG palette (PLTE) is missing");
    Files.write(file, PngFixture.of(1, 1, 8, 0).rows(0, 0).unfinished());
    refused("is truncated: its PNG end chunk (IEND) is missing");
  }

  @Test
  void headersThatMakeNoSense() throws IOException {
    PngFixture.of(1, 0, 8, 0).save(file);
    refused("is damaged: its header declares height 1, width 0");
    PngFixture.of(1, 1, 8, 5).save(file);
    refused("is damaged: PNG has no colour type 5");
    PngFixture.of(1, 1, 4, 2).save(file);
    refused("is damaged: PNG has no RGB images of 4 bits per sample");
    PngFixture.of(1, 1, 8, 0).rows(9, 0).save(file);
    refused("is damaged: PNG has no row filter 9");
  }

  @Test
  void methodsThatPngDoesNotHave() throws IOException {
    PngFixture.ofMethods(1, 0, 0).rows(0, 0).save(file);
    refused("is damaged: PNG has no compression method 1");
    PngFixture.ofMethods(0, 64, 0).rows(0, 0).save(file);
    refused("is damaged: PNG has no filter method 64");
    PngFixture.ofMethods(0, 0, 255).rows(0, 0).save(file);
    refused("is damaged: PNG has no interlace method 255");
  }

  @Test
  void aSecondHeaderCannotRaiseTheSize() throws IOException {
    PngFixture.of(1, 1, 8, 0).header(30_000, 30_000, 8, 0, 0).rows(0, 0).save(file);
    refused("is damaged: it has a second PNG header chunk (IHDR)");
  }

  @Test
  void aPaletteBehindThePixelsIsNone() throws IOException {
    PngFixture.of(1, 1, 8, 3).rows(0, 0).chunk("PLTE", new byte[3]).save(file);
    refused("is damaged: its PNG palette (PLTE) is missing");
  }

  @Test
  void damageToALaterChunkExplainsThatOfThePixels() throws IOException {
    byte[] bytes = PngFixture.of(2, 2, 8, 0).rows(0, 1).chunk("tEXt", (byte) 65).end();
    bytes[bytes.length - 17] ^= 1;
    Files.write(file, bytes);
    int text = bytes.length - 12 - 13;
    refused("is damaged: the checksum of its PNG chunk tEXt at byte " + text + " differs");
  }

  @Test
  void aPaletteOfHalfAColour() throws IOException {
    PngFixture.of(1, 1, 8, 3).chunk("PLTE", new byte[4]).rows(0, 0).save(file);
    refused("is damaged: its PNG palette (PLTE) has 4 bytes; expected 1 to 256 times 3");
    PngFixture.of(1, 1, 8, 3).chunk("PLTE", new byte[900]).rows(0, 0).save(file);
    refused("is damaged: its PNG palette (PLTE) has 900 bytes; expected 1 to 256 times 3");
    PngFixture.of(1, 1, 8, 2).chunk("PLTE", new byte[4]).rows(0, 7, 7, 7).save(file);
    assertThat(ImageFiles.readGrey(file).samples()).containsExactly(7);
  }

  @Test
  void dataChunksThatDoNotFollowEachOther() throws IOException {
    byte[] data = PngFixture.deflate(new byte[] {0, 1, 2, 0, 3, 4});
    PngFixture.of(2, 2, 8, 0)
        .chunk("IDAT", Arrays.copyOf(data, 3))
        .chunk("tEXt")
        .chunk("IDAT", Arrays.copyOfRange(data, 3, data.length))
        .save(file);
    refused("is damaged: another chunk lies between its PNG data chunks (IDAT)");
  }

  @Test
  void pixelsWithoutTheirChecksum() throws IOException {
    byte[] data = PngFixture.deflate(new byte[] {0, 1, 2, 0, 3, 4});
    PngFixture.of(2, 2, 8, 0).chunk("IDAT", Arrays.copyOf(data, data.length - 4)).save(file);
    refused("is truncated: the checksum of its pixels is missing");
    data[data.length - 1] ^= 1;
    PngFixture.of(2, 2, 8, 0).chunk("IDAT", data).save(file);
    refused("is damaged: its compressed pixels cannot be inflated: incorrect data check");
  }

  @Test
  void bytesBehindTheLastRowAreFewOrRefused() throws IOException {
    byte[] rows = new byte[6 + 65_536];
    PngFixture.of(2, 2, 8, 0).chunk("IDAT", PngFixture.deflate(rows)).save(file);
    assertThat(ImageFiles.readGrey(file).samples()).containsExactly(0, 0, 0, 0);
    PngFixture.of(2, 2, 8, 0).chunk("IDAT", PngFixture.deflate(new byte[70_000])).save(file);
    refused(
        "is damaged: its compressed pixels go on for more than 65536 bytes behind the last row");
  }

  @Test
  void textsOfTheFileAreCut() {
    IOException reader = new IOException("x".repeat(1_000_000));
    assertThat(DamagedImageException.ofPixels(reader, ImageFormat.TIFF))
        .startsWith("cannot be decoded as TIFF: xxx")
        .endsWith("xxx... (1000000 characters)")
        .hasSizeLessThan(300);
    assertThat(DamagedImageException.ofHeader(reader))
        .startsWith("cannot be read: java.io.IOException: xxx")
        .hasSizeLessThan(300);
  }

  private void refused(String problem) {
    assertThatThrownBy(() -> ImageFiles.readGrey(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": " + problem);
  }
}

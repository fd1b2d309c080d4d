package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.ValueSource;

/** TIFF files whose tags contradict each other: refused as a whole and by regions alike. */
class DamagedTiffTest {

  private static final RgbImage IMAGE = TinyImages.image(TinyImages.random(40, 40, 3, 7));

  @TempDir Path folder;
  private Path file;
  private TiffFixture tiff;
  private TiffFixture.Page page;

  @BeforeEach
  void makeTiff() {
    file = folder.resolve("a.tif");
    tiff = TiffFixture.classic(ByteOrder.LITTLE_ENDIAN);
    page = tiff.tiled(IMAGE, Size.square(16));
  }

  @Test
  void theFileItselfIsRead() throws IOException {
    tiff.save(file);
    assertThat(ImageFiles.readRgb(file).samples()).isEqualTo(IMAGE.samples());
  }

  @Test
  void samplesThatAreGivenForOtherChannels() throws IOException {
    page.with(TiffDirectory.BITS, 8, 8);
    refused("is damaged: TIFF of 3 channels of 8 bits, which are given for 2 channels");
    page.with(TiffDirectory.BITS, 8).with(TiffDirectory.CHANNELS, 1);
    refused("is damaged: TIFF of 1 channels that are declared as RGB");
    page.with(TiffDirectory.CHANNELS, 3, 3);
    refused("is damaged: its TIFF tag 277 has 2 values; expected 1");
  }

  /** Decoders take them for grey and alpha, and mix the pixels. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void threeGreyChannels(int photometric) throws IOException {
    page.with(TiffDirectory.PHOTOMETRIC, photometric);
    refused("has 3 grey channels; expected 1, or 3 that are declared as RGB. Save it as RGB");
  }

  @Test
  void aPaletteOfOtherLength() throws IOException {
    page.with(TiffDirectory.PHOTOMETRIC, 3).with(TiffDirectory.COLOUR_MAP, new long[767]);
    refused("is damaged: TIFF with a palette of 767 values; expected 768 for pixels of 8 bits");
  }

  @Test
  void tilesOfYcbcrWithoutJpeg() throws IOException {
    page.with(TiffDirectory.PHOTOMETRIC, 6);
    tiff.save(file);
    assertThatThrownBy(() -> ImageFiles.readRgb(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": has YCbCr samples in tiles without JPEG compression. Save it as RGB");
  }

  @Test
  void faxOfManyBits() throws IOException {
    page.with(TiffDirectory.COMPRESSION, 4);
    refused("is damaged: TIFF of 3 channels of 8 bits with a compression for 1 bit per pixel");
  }

  @Test
  void tilesWithoutOffsets() throws IOException {
    page.without(TiffDirectory.TILE_OFFSETS).with(TiffDirectory.STRIP_OFFSETS, 8);
    refused("is damaged: the offsets of its TIFF tiles are missing");
  }

  @Test
  void aTagThatOccursTwice() throws IOException {
    byte[] bytes = tiff.end();
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort(out.getInt(4) + 2 + 12, (short) TiffDirectory.WIDTH); // it was the height's
    Files.write(file, bytes);
    refusedFile("is damaged: its TIFF tag 256 occurs twice");
  }

  @Test
  void aTypeThatThereIsNot() throws IOException {
    byte[] bytes = tiff.end();
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort(out.getInt(4) + 2 + 2, (short) 99);
    Files.write(file, bytes);
    refusedFile("is damaged: its TIFF tag 256 has values of the unknown type 99");
  }

  @Test
  void typesOfBigTiffInAnotherFile() throws IOException {
    byte[] bytes = tiff.end();
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort(out.getInt(4) + 2 + 2, (short) 16);
    Files.write(file, bytes);
    refusedFile("is damaged: its TIFF tag 256 has values of the unknown type 16");
  }

  @Test
  void tilesThatAWholeImageLacks() throws IOException {
    long[] lengths = new long[9];
    java.util.Arrays.fill(lengths, 1 << 20);
    page.with(TiffDirectory.TILE_BYTES, lengths);
    tiff.save(file);
    assertThatThrownBy(() -> ImageFiles.readRgb(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            ".*: is truncated: its TIFF tile 0 of 1048576 bytes at byte \\d+ does not lie in the"
                + " file of \\d+ bytes");
    makeTiff();
    page.with(TiffDirectory.TILE_BYTES, 768);
    refused("is damaged: 9 TIFF tiles make 40x40; found 9 offsets and 1 lengths");
  }

  @Test
  void aPlaneThatIsShortDoesNotGoOnInTheNext() throws IOException {
    tiff = TiffFixture.classic(ByteOrder.LITTLE_ENDIAN);
    tiff.separateStrips(IMAGE, 40).with(TiffDirectory.STRIP_BYTES, 1599, 1600, 1600);
    tiff.save(file);
    assertThatThrownBy(this::readRegions)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": is truncated: its pixels end too early");
  }

  @Test
  void bitsThatNoDecoderTakes() throws IOException {
    page.with(TiffDirectory.BITS, 6, 6, 6);
    refused("has 6 bits per sample; expected 1, 2, 4 or 8. Save it as an 8-bit image");
  }

  @Test
  void jpegTilesThatAreCut() throws IOException {
    BufferedImage image = PlatformImages.gradient(16, 16, BufferedImage.TYPE_3BYTE_BGR);
    byte[] bytes = PlatformImages.encode(image, "tiff", "JPEG");
    Files.write(file, bytes);
    assertThat(ImageFiles.readSize(file)).isEqualTo(Size.square(16));
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
    if (bytes[0] == 'I') {
      out.order(ByteOrder.LITTLE_ENDIAN);
    }
    int directory = out.getInt(4);
    for (int i = 0; i < out.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      if (out.getShort(entry) == TiffDirectory.STRIP_BYTES) {
        out.putInt(entry + 8, 603); // the tables alone
      }
    }
    Files.write(file, bytes);
    refusedFile("is damaged: Truncated File - Missing EOI marker");
  }

  private void refused(String problem) throws IOException {
    tiff.save(file);
    refusedFile(problem);
    makeTiff();
  }

  private void refusedFile(String problem) {
    assertThatThrownBy(() -> ImageFiles.readRgb(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": " + problem);
    assertThatThrownBy(this::readRegions)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": " + problem);
  }

  private void readRegions() {
    try (ImagePyramid image = ImagePyramid.open(file)) {
      image.full().read(Region.whole(image.size()));
    }
  }
}

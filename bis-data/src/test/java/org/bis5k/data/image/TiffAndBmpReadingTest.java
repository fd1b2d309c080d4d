package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.data.transform.PlatformImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffAndBmpReadingTest {

  private static final int HEIGHT = 9;
  private static final int WIDTH = 13;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("a.tif");
  }

  @ParameterizedTest
  @CsvSource({"tiff,", "tiff,LZW", "tiff,Deflate", "tiff,PackBits", "bmp,"})
  void colours(String format, String compression) throws IOException {
    BufferedImage image = PlatformImages.gradient(HEIGHT, WIDTH, BufferedImage.TYPE_3BYTE_BGR);
    Files.write(file, PlatformImages.encode(image, format, compression));
    assertThat(ImageFiles.readSize(file)).isEqualTo(new Size(HEIGHT, WIDTH));
    assertThat(PngReadingTest.unsigned(ImageFiles.readRgb(file).samples()))
        .isEqualTo(image.getRaster().getPixels(0, 0, WIDTH, HEIGHT, (int[]) null));
  }

  @ParameterizedTest
  @CsvSource({"tiff", "bmp"})
  void greyIsReadWithoutAnyGamma(String format) throws IOException {
    BufferedImage image = PlatformImages.gradient(HEIGHT, WIDTH, BufferedImage.TYPE_BYTE_GRAY);
    Files.write(file, PlatformImages.encode(image, format, null));
    assertThat(PngReadingTest.unsigned(ImageFiles.readGrey(file).samples()))
        .isEqualTo(image.getRaster().getPixels(0, 0, WIDTH, HEIGHT, (int[]) null));
  }

  @ParameterizedTest
  @CsvSource({"tiff", "bmp"})
  void aPaletteIsExpanded(String format) throws IOException {
    BufferedImage image = PlatformImages.gradient(HEIGHT, WIDTH, BufferedImage.TYPE_BYTE_INDEXED);
    Files.write(file, PlatformImages.encode(image, format, null));
    byte[] samples = ImageFiles.readRgb(file).samples();
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      int rgb = image.getRGB(i % WIDTH, i / WIDTH);
      assertThat(Arrays.copyOfRange(samples, 3 * i, 3 * i + 3))
          .containsExactly((byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb);
    }
  }

  @Test
  void alphaOfTiffIsDropped() throws IOException {
    BufferedImage image = PlatformImages.gradient(2, 2, BufferedImage.TYPE_4BYTE_ABGR);
    Files.write(file, PlatformImages.encode(image, "tiff", null));
    assertThat(PngReadingTest.unsigned(ImageFiles.readRgb(file).samples()))
        .containsExactly(0, 40, 80, 3, 43, 83, 2, 42, 82, 5, 45, 85);
  }

  @Test
  void oneBitIsBlackAndWhite() throws IOException {
    BufferedImage image = PlatformImages.gradient(1, 3, BufferedImage.TYPE_BYTE_BINARY);
    Files.write(file, PlatformImages.encode(image, "tiff", null));
    assertThat(PngReadingTest.unsigned(ImageFiles.readGrey(file).samples()))
        .containsExactly(0, 255, 0);
  }

  @Test
  void sixteenBitsAreRefused() throws IOException {
    BufferedImage grey = PlatformImages.gradient(2, 2, BufferedImage.TYPE_USHORT_GRAY);
    Files.write(file, PlatformImages.encode(grey, "tiff", null));
    refused("has 16 bits per sample; expected 8. Save it as an 8-bit image");
    BufferedImage packed = PlatformImages.gradient(2, 2, BufferedImage.TYPE_USHORT_565_RGB);
    Files.write(file, PlatformImages.encode(packed, "bmp", "BI_BITFIELDS"));
    refused("is a BMP of 16 bits per pixel; expected 24. Save it as a 24-bit image");
  }

  @Test
  void cmykFloatsAndHugeSizesAreRefusedByTheirHeader() throws IOException {
    Files.write(file, tiffHeader(256, 4, 257, 4, 262, 5));
    refused("is a CMYK image; expected RGB or grey. Save it as RGB");
    Files.write(file, tiffHeader(256, 4, 257, 4, 339, 3));
    refused("has signed or floating-point samples; expected 8-bit unsigned. Save it as 8-bit");
    Files.write(file, tiffHeader(256, 40_000, 257, 50_000));
    assertThatThrownBy(() -> ImageFiles.readRgb(file))
        .hasMessageStartingWith(file + ": its header declares 50000x40000 = 2000000000 pixels");
    Files.write(file, tiffHeader(256, 4, 257, 4, 322, 1 << 30, 323, 1 << 30));
    refused("is damaged: TIFF tiles of 1073741824x1073741824 in an image of 4x4");
  }

  @Test
  void truncatedFiles() throws IOException {
    BufferedImage image = PlatformImages.gradient(HEIGHT, WIDTH, BufferedImage.TYPE_3BYTE_BGR);
    for (String format : new String[] {"bmp", "tiff"}) {
      byte[] whole = PlatformImages.encode(image, format, null);
      for (int length : new int[] {5, 20, whole.length / 2, whole.length - 20}) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> ImageFiles.readRgb(file))
            .as("%s of %d bytes", format, length)
            .isInstanceOf(InvalidInputException.class)
            .hasMessageStartingWith(file.toString());
      }
    }
  }

  private void refused(String problem) {
    assertThatThrownBy(() -> ImageFiles.readRgb(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": " + problem);
  }

  /** A directory of 32-bit entries, given as tag, value, tag, value … and no pixels. */
  private static byte[] tiffHeader(int... tagsAndValues) {
    int entries = tagsAndValues.length / 2;
    ByteBuffer bytes = ByteBuffer.allocate(14 + 12 * entries).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x002A4949).putInt(8).putShort((short) entries);
    for (int i = 0; i < entries; i++) {
      bytes.putShort((short) tagsAndValues[2 * i]).putShort((short) 4);
      bytes.putInt(1).putInt(tagsAndValues[2 * i + 1]);
    }
    return bytes.array();
  }
}

package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.transform.PlatformImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpegReadingTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("a.jpg");
  }

  @Test
  void colours() throws IOException {
    byte[] bytes = rgbFile();
    Files.write(file, bytes);
    RgbImage image = ImageFiles.readRgb(file);
    assertThat(image.size()).isEqualTo(new Size(20, 30));
    assertThat(ImageFiles.readSize(file)).isEqualTo(new Size(20, 30));
    BufferedImage expected = ImageIO.read(new ByteArrayInputStream(bytes));
    int[] samples = expected.getRaster().getPixels(0, 0, 30, 20, (int[]) null);
    assertThat(PngReadingTest.unsigned(image.samples())).isEqualTo(samples);
  }

  @Test
  void greyIsReadWithoutAnyGamma() throws IOException {
    BufferedImage flat = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    flat.getRaster().setSamples(0, 0, 8, 8, 0, filled(64, 77));
    Files.write(file, PlatformImages.encode(flat, "jpeg", null));
    assertThat(ImageFiles.readGrey(file).samples()).containsOnly(77).hasSize(64);
    assertThat(ImageFiles.readRgb(file).samples()).containsOnly(77).hasSize(192);
  }

  @Test
  void aColourProfileChangesNoSample() throws IOException {
    byte[] plain = rgbFile();
    Files.write(file, plain);
    byte[] expected = ImageFiles.readRgb(file).samples();
    byte[] tagged = withProfile(plain, ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB));
    Files.write(file, tagged);
    assertThat(ImageFiles.readRgb(file).samples()).isEqualTo(expected);
  }

  @Test
  void cmykIsRefused() throws IOException {
    Files.write(file, PlatformImages.cmykJpeg());
    refused("is a CMYK image; expected RGB or grey. Save it as RGB");
    assertThatThrownBy(() -> ImageFiles.readSize(file)).hasMessageContaining("CMYK");
  }

  @Test
  void truncated() throws IOException {
    byte[] whole = rgbFile();
    Files.write(file, Arrays.copyOf(whole, whole.length - 50));
    refused("is truncated: its JPEG end marker is missing");
    Files.write(file, Arrays.copyOf(whole, 100));
    refused("is truncated: it ends inside its header");
  }

  @Test
  void pixelsMissingBeforeTheEndMarker() throws IOException {
    byte[] whole = rgbFile();
    byte[] cut = Arrays.copyOf(whole, whole.length - 50);
    cut[cut.length - 2] = (byte) 0xFF;
    cut[cut.length - 1] = (byte) 0xD9;
    Files.write(file, cut);
    assertThatThrownBy(() -> ImageFiles.readRgb(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": is damaged: ")
        .hasMessageContaining("premature end");
  }

  @Test
  void twelveBitsAndHugeSizesAreRefused() throws IOException {
    byte[] bytes = rgbFile();
    int frame = frame(bytes);
    bytes[frame + 4] = 12;
    Files.write(file, bytes);
    refused("has 12 bits per sample; expected 8. Save it as an 8-bit image");
    bytes[frame + 4] = 8;
    Arrays.fill(bytes, frame + 5, frame + 9, (byte) 0xFF);
    Files.write(file, bytes);
    assertThatThrownBy(() -> ImageFiles.readRgb(file))
        .hasMessageStartingWith(file + ": its header declares 65535x65535 = 4294836225 pixels");
  }

  private void refused(String problem) {
    assertThatThrownBy(() -> ImageFiles.readRgb(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": " + problem);
  }

  private static byte[] rgbFile() throws IOException {
    return PlatformImages.encode(
        PlatformImages.gradient(20, 30, BufferedImage.TYPE_INT_RGB), "jpeg", null);
  }

  private static int frame(byte[] jpeg) {
    for (int i = 0; i < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
        return i;
      }
    }
    throw new AssertionError("no frame");
  }

  /** Puts a profile segment behind the JFIF one. */
  private static byte[] withProfile(byte[] jpeg, ICC_Profile profile) {
    int at = 4 + (jpeg[4] << 8 | jpeg[5] & 0xff);
    byte[] name = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    int length = 2 + name.length + 2 + profile.getData().length;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, at);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE2, (byte) (length >> 8), (byte) length});
    out.writeBytes(name);
    out.writeBytes(new byte[] {1, 1});
    out.writeBytes(profile.getData());
    out.write(jpeg, at, jpeg.length - at);
    return out.toByteArray();
  }

  private static int[] filled(int count, int value) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }
}

package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailTest {

  /** White for "#", black for all others; rows are joined by slashes. */
  private static GreyImage grey(String rows) {
    String pixels = rows.replace("/", "");
    byte[] samples = new byte[pixels.length()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (pixels.charAt(i) == '#' ? 255 : 0);
    }
    return GreyImage.of(new Size(rows.split("/").length, rows.split("/")[0].length()), samples);
  }

  @Test
  void pixelsAreMeansOfTheirOwnPart() {
    RgbImage wide = RgbImage.of(grey("#.##../####.."));
    RgbImage small = Thumbnail.reduced(wide, 3);
    assertThat(small.size()).isEqualTo(new Size(1, 3));
    byte mean = (byte) 191; // of 255, 0, 255 and 255
    assertThat(small.samples()).containsExactly(mean, mean, mean, -1, -1, -1, 0, 0, 0);
  }

  @Test
  void smallPicturesStayAsTheyAre() {
    RgbImage image = RgbImage.of(GreyImage.of(Mask.of(grey("#./.#"))));
    assertThat(Thumbnail.reduced(image, 2)).isSameAs(image);
    assertThat(image.samples()).containsExactly(-1, -1, -1, 0, 0, 0, 0, 0, 0, -1, -1, -1);
  }

  @Test
  void thinPicturesKeepAPixel() {
    RgbImage line = RgbImage.of(grey("#".repeat(1000)));
    assertThat(Thumbnail.reduced(line, 16).size()).isEqualTo(new Size(1, 16));
  }

  @Test
  void aJpegHasTheSideAskedFor() throws IOException {
    String uri = Thumbnail.jpeg(RgbImage.of(grey("#".repeat(40) + "/" + ".".repeat(40))), 20);
    assertThat(uri).startsWith("data:image/jpeg;base64,");
    byte[] bytes = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes));
    assertThat(read.getWidth()).isEqualTo(20);
    assertThat(read.getHeight()).isEqualTo(1);
  }

  @Test
  void anAddressHoldsAPng(@TempDir Path folder) throws IOException {
    RgbImage image = RgbImage.of(new Size(1, 2), new byte[] {1, 2, 3, -1, -2, -3});
    String uri = Thumbnail.png(image, 256);
    assertThat(uri).startsWith("data:image/png;base64,");
    byte[] bytes = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
    Path file = Files.write(folder.resolve("decoded.png"), bytes);
    assertThat(ImageFiles.readRgb(file).samples()).isEqualTo(image.samples());
  }
}

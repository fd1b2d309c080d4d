package org.bis5k.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.metrics.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailTest {

  @Test
  void pixelsAreMeansOfTheirOwnPart() {
    RgbImage wide = Thumbnail.coloured(Pictures.grey("#.##../####.."));
    RgbImage small = Thumbnail.shrunk(wide, 3);
    assertThat(small.size()).isEqualTo(new Size(1, 3));
    byte mean = (byte) 191; // of 255, 0, 255 and 255
    assertThat(small.samples()).containsExactly(mean, mean, mean, -1, -1, -1, 0, 0, 0);
  }

  @Test
  void smallPicturesStayAsTheyAre() {
    RgbImage image = Thumbnail.blackAndWhite(Pictures.mask("#./.#"));
    assertThat(Thumbnail.shrunk(image, 2)).isSameAs(image);
    assertThat(image.samples()).containsExactly(-1, -1, -1, 0, 0, 0, 0, 0, 0, -1, -1, -1);
  }

  @Test
  void thinPicturesKeepAPixel() {
    RgbImage line = Thumbnail.coloured(Pictures.grey("#".repeat(1000)));
    assertThat(Thumbnail.shrunk(line, 16).size()).isEqualTo(new Size(1, 16));
  }

  @Test
  void anAddressHoldsAPng(@TempDir Path folder) throws IOException {
    RgbImage image = RgbImage.of(new Size(1, 2), new byte[] {1, 2, 3, -1, -2, -3});
    String uri = Thumbnail.uri(image, 256);
    assertThat(uri).startsWith("data:image/png;base64,");
    byte[] bytes = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
    Path file = Files.write(folder.resolve("decoded.png"), bytes);
    assertThat(ImageFiles.readRgb(file).samples()).isEqualTo(image.samples());
  }
}

package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damage of any kind: a file either decodes or is refused by name; nothing crashes or hangs. */
class MutatedImageTest {

  private static final int MUTATIONS = 1500;

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void decodeOrRefuseByName() throws IOException {
    List<byte[]> files = files();
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Path file = folder.resolve("m" + i);
      Files.write(file, PlatformImages.mutate(files.get(i % files.size()), random));
      try {
        RgbImage image = ImageFiles.readRgb(file, 1 << 20);
        assertThat(image.size().pixels()).isLessThanOrEqualTo(1 << 20);
      } catch (InvalidInputException e) {
        assertThat(e).hasMessageStartingWith(file + ": ").hasMessageNotContaining(": null");
        refused++;
      }
      Files.delete(file);
    }
    assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS - 1);
  }

  private static List<byte[]> files() throws IOException {
    BufferedImage image = PlatformImages.gradient(40, 50, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage palette = PlatformImages.gradient(40, 50, BufferedImage.TYPE_BYTE_INDEXED);
    return List.of(
        PlatformImages.encode(image, "png", null),
        PlatformImages.encode(palette, "png", null),
        PlatformImages.encode(image, "jpeg", null),
        PlatformImages.encode(image, "tiff", null),
        PlatformImages.encode(image, "tiff", "LZW"),
        PlatformImages.encode(palette, "tiff", "Deflate"),
        PlatformImages.encode(image, "bmp", null),
        PlatformImages.encode(palette, "bmp", null));
  }
}

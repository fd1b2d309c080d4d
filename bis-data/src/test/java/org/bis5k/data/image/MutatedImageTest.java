package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.transform.PlatformImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damage of any kind: 1500 files, of which 1125 are PNG, JPEG or TIFF, either decode or are refused
 * by name; nothing crashes, hangs or takes memory beyond what the pixel limit allows.
 */
class MutatedImageTest {

  private static final int MUTATIONS = 1500;

  /** A reader's own buffers, and 2^20 pixels of 3 bytes in a few copies. */
  private static final long MOST_BYTES = 96L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

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
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      try {
        RgbImage image = ImageFiles.readRgb(file, 1 << 20);
        assertThat(image.size().pixels()).isLessThanOrEqualTo(1 << 20);
      } catch (InvalidInputException e) {
        assertThat(e).hasMessageStartingWith(file + ": ").hasMessageNotContaining(": null");
        refused++;
      }
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated)
          .as("bytes allocated for file %d", i)
          .isLessThan(MOST_BYTES);
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

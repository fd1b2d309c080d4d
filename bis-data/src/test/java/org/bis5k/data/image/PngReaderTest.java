package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/** Whatever the platform's encoder writes is read back; the encoder is the oracle. */
class PngReaderTest {

  private static final int[] TYPES = {
    BufferedImage.TYPE_BYTE_GRAY,
    BufferedImage.TYPE_3BYTE_BGR,
    BufferedImage.TYPE_4BYTE_ABGR,
    BufferedImage.TYPE_BYTE_BINARY,
    BufferedImage.TYPE_BYTE_INDEXED
  };

  @Property(tries = 200)
  void readsWhatThePlatformWrites(
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 0, max = 4) int type,
      @ForAll boolean interlaced,
      @ForAll long seed)
      throws IOException {
    BufferedImage image = randomImage(height, width, TYPES[type], new Random(seed));
    RgbImage read = PngReader.decode(png(image, interlaced)).toRgb();
    assertThat(read.size()).isEqualTo(new Size(height, width));
    int[] samples = new int[image.getSampleModel().getNumBands()];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int expected = image.getRGB(x, y) & 0xffffff;
        if (TYPES[type] == BufferedImage.TYPE_BYTE_GRAY) {
          expected = image.getRaster().getPixel(x, y, samples)[0] * 0x10101;
        }
        assertThat(rgbAt(read, y * width + x)).as("row %d, column %d", y, x).isEqualTo(expected);
      }
    }
  }

  private static int rgbAt(RgbImage image, int pixel) {
    byte[] samples = image.samples();
    return (samples[3 * pixel] & 0xff) << 16
        | (samples[3 * pixel + 1] & 0xff) << 8
        | samples[3 * pixel + 2] & 0xff;
  }

  /** A gradient with noise, so that the encoder finds use for every filter. */
  private static BufferedImage randomImage(int height, int width, int type, Random random) {
    BufferedImage image = new BufferedImage(width, height, type);
    int noise = 1 + random.nextInt(64);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int[] pixel = new int[image.getSampleModel().getNumBands()];
        for (int c = 0; c < pixel.length; c++) {
          int limit = 1 << Math.min(8, image.getSampleModel().getSampleSize(c));
          pixel[c] = (9 * x + 7 * y + random.nextInt(noise)) % limit;
        }
        image.getRaster().setPixel(x, y, pixel);
      }
    }
    return image;
  }

  private static byte[] png(BufferedImage image, boolean interlaced) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(
          interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}

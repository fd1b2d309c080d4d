package org.bis5k.data.transform;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images and files made by the platform's own encoders. */
public final class PlatformImages {

  private PlatformImages() {}

  /** Smooth enough for JPEG, different in every channel. */
  public static BufferedImage gradient(int height, int width, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    int bands = image.getRaster().getNumBands();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < bands; c++) {
          int limit = 1 << Math.min(16, image.getSampleModel().getSampleSize(c));
          image.getRaster().setSample(x, y, c, (40 * c + 3 * x + 2 * y) % limit);
        }
      }
    }
    return image;
  }

  public static byte[] encode(RenderedImage image, String format, String compression)
      throws IOException {
    return encode(new IIOImage(image, null, null), format, compression);
  }

  /** A TIFF in square tiles, or any format as it comes if the side is 0. */
  public static byte[] encodeTiled(RenderedImage image, String format, String compression, int side)
      throws IOException {
    return encode(new IIOImage(image, null, null), format, compression, side);
  }

  /** Four channels, which the JPEG encoder stores as they are: a CMYK file. */
  public static byte[] cmykJpeg() throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(0, 8, 8, 4, null);
    return encode(new IIOImage(raster, null, null), "jpeg", null);
  }

  private static byte[] encode(IIOImage image, String format, String compression)
      throws IOException {
    return encode(image, format, compression, 0);
  }

  private static byte[] encode(IIOImage image, String format, String compression, int side)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = platformWriter(format);
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (compression != null) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(compression);
      }
      if (side > 0) {
        param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
        param.setTiling(side, side, 0, 0);
      }
      writer.write(null, image, param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static ImageWriter platformWriter(String format) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getModule() == ImageIO.class.getModule()) {
        return writer;
      }
    }
    throw new IllegalStateException(format);
  }

  /** Changes, cuts or repeats some bytes. */
  public static byte[] mutate(byte[] file, Random random) {
    int kind = random.nextInt(4);
    if (kind == 0) {
      return java.util.Arrays.copyOf(file, random.nextInt(file.length));
    }
    byte[] mutated = file.clone();
    int changes = 1 + random.nextInt(kind == 1 ? 1 : 10);
    for (int i = 0; i < changes; i++) {
      // Half of the changes hit the headers, where they do most harm.
      int range = random.nextBoolean() ? Math.min(200, file.length) : file.length;
      int at = random.nextInt(range);
      mutated[at] = kind == 3 ? (byte) 0xFF : (byte) random.nextInt(256);
    }
    return mutated;
  }
}

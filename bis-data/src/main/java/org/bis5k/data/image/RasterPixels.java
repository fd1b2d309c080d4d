package org.bis5k.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.bis5k.data.Size;

/** Extracts the samples of an image that ImageIO has decoded, without conversion of colours. */
final class RasterPixels {

  private RasterPixels() {}

  static FilePixels of(BufferedImage image) throws DamagedImageException {
    Raster raster = image.getRaster();
    Size size = new Size(raster.getHeight(), raster.getWidth());
    if (image.getColorModel() instanceof IndexColorModel palette) {
      return expand(raster, size, palette);
    }
    for (int bits : raster.getSampleModel().getSampleSize()) {
      if (bits != 8) {
        throw new DamagedImageException("has " + bits + " bits per sample; expected 8");
      }
    }
    int bands = raster.getNumBands();
    int colours = bands - (image.getColorModel().hasAlpha() ? 1 : 0);
    if (colours == 1 || bands == 2) {
      return FilePixels.grey(size, samples(raster, 1));
    }
    if (colours == 3 || bands == 4) {
      return FilePixels.rgb(size, samples(raster, 3));
    }
    throw new DamagedImageException("has " + colours + " channels; expected grey or RGB");
  }

  /** The first {@code channels} bands, interleaved. */
  private static byte[] samples(Raster raster, int channels) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    byte[] samples = new byte[channels * width * raster.getHeight()];
    int[] row = new int[width * bands];
    int to = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          samples[to++] = (byte) row[x * bands + c];
        }
      }
    }
    return samples;
  }

  private static FilePixels expand(Raster raster, Size size, IndexColorModel palette) {
    int[] colours = new int[1 << Math.min(16, palette.getPixelSize())];
    for (int i = 0; i < Math.min(colours.length, palette.getMapSize()); i++) {
      colours[i] = palette.getRGB(i); // as stored
    }
    int width = size.width();
    byte[] samples = new byte[3 * width * size.height()];
    int[] row = new int[width];
    int to = 0;
    for (int y = 0; y < size.height(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
      for (int index : row) {
        int colour = colours[index];
        samples[to++] = (byte) (colour >> 16);
        samples[to++] = (byte) (colour >> 8);
        samples[to++] = (byte) colour;
      }
    }
    return FilePixels.rgb(size, samples);
  }
}

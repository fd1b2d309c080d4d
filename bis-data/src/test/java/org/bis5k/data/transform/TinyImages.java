package org.bis5k.data.transform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.bis5k.data.ByteImage;
import org.bis5k.data.GreyImage;
import org.bis5k.data.RgbImage;

/** Rasters for tests: written out by hand, drawn by a seed, or read from a PNG. */
public final class TinyImages {

  private TinyImages() {}

  /** One channel from rows of values 0 to 255. */
  public static ByteImage grey(int[]... rows) {
    ByteImage raster = ByteImage.blank(rows[0].length, rows.length, 1);
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length; x++) {
        raster.samples()[y * rows[y].length + x] = (byte) rows[y][x];
      }
    }
    return raster;
  }

  public static int[] row(int... values) {
    return values;
  }

  /** Three channels with a shared pattern that still tells the channels apart. */
  static ByteImage rgb(ByteImage grey) {
    ByteImage raster = ByteImage.blank(grey.width(), grey.height(), 3);
    for (int i = 0; i < grey.samples().length; i++) {
      for (int channel = 0; channel < 3; channel++) {
        raster.samples()[3 * i + channel] = (byte) (grey.samples()[i] ^ (channel * 85));
      }
    }
    return raster;
  }

  /** Channel {@code channel} of an interleaved raster. */
  static ByteImage channel(ByteImage rgb, int channel) {
    ByteImage raster = ByteImage.blank(rgb.width(), rgb.height(), 1);
    for (int i = 0; i < raster.samples().length; i++) {
      raster.samples()[i] = rgb.samples()[3 * i + channel];
    }
    return raster;
  }

  /** Noise. */
  public static ByteImage random(int width, int height, int channels, long seed) {
    ByteImage raster = ByteImage.blank(width, height, channels);
    new SplittableRandom(seed).nextBytes(raster.samples());
    return raster;
  }

  /** The samples of an 8-bit RGB or grey PNG as stored. */
  static ByteImage read(Path png) throws IOException {
    var image = ImageIO.read(png.toFile());
    var stored = image.getRaster();
    int[] values = stored.getPixels(0, 0, stored.getWidth(), stored.getHeight(), (int[]) null);
    ByteImage raster = ByteImage.blank(stored.getWidth(), stored.getHeight(), stored.getNumBands());
    for (int i = 0; i < values.length; i++) {
      raster.samples()[i] = (byte) values[i];
    }
    return raster;
  }

  public static RgbImage image(ByteImage raster) {
    return RgbImage.of(raster.size(), raster.samples());
  }

  static GreyImage mask(ByteImage raster) {
    return GreyImage.of(raster.size(), raster.samples());
  }
}

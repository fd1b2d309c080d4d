package org.bis5k.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.bis5k.data.Size;

/** Encodes 8-bit samples as they are: 1 channel is grey, 3 are RGB, 4 are RGB and alpha. */
final class PngEncoder {

  private PngEncoder() {}

  static void encode(Size size, int channels, byte[] samples, OutputStream out) throws IOException {
    int[] offsets = new int[channels];
    for (int c = 0; c < channels; c++) {
      offsets[c] = c;
    }
    DataBufferByte buffer = new DataBufferByte(samples, samples.length);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            buffer, size.width(), size.height(), size.width() * channels, channels, offsets, null);
    boolean alpha = channels == 4;
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
            alpha,
            false,
            alpha ? ComponentColorModel.TRANSLUCENT : ComponentColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);
    // The memory cache keeps the writer from making temporary files elsewhere.
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(new BufferedImage(colours, raster, false, null));
    } finally {
      writer.dispose();
    }
  }
}

package org.bis5k.data.audit;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.bis5k.data.ByteImage;
import org.bis5k.data.Orientation;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.transform.ResampleFilter;
import org.bis5k.data.transform.Resampling;
import org.bis5k.data.transform.TinyImages;

/** Ways in which an image comes back under another name. */
enum PlantedCopy {
  COPY,
  JPEG_90,
  JPEG_75,
  JPEG_50,
  MIRRORED,
  FLIPPED,
  ROTATED_90,
  ROTATED_180,
  ROTATED_270,
  TRANSPOSED,
  HALF_SIZE,
  ANOTHER_SIZE,
  LARGER,
  BRIGHTER,
  DARKER,
  ROTATED_JPEG,
  MIRRORED_SMALLER_BRIGHTER_JPEG;

  /** Whether the copy has every pixel of the original, wherever it lies. */
  boolean isExact() {
    return this == COPY || ordinal() >= MIRRORED.ordinal() && ordinal() <= TRANSPOSED.ordinal();
  }

  /** What the audit says about the copy, as a regular expression. */
  String words() {
    return switch (this) {
      case COPY -> "copy";
      case JPEG_90, JPEG_75, JPEG_50 -> "re-encoded or retouched";
      case MIRRORED, FLIPPED, ROTATED_90, ROTATED_180, ROTATED_270, TRANSPOSED ->
          "copy, " + Orientation.valueOf(name()).words();
      case HALF_SIZE, ANOTHER_SIZE, LARGER -> "resized from \\d+x\\d+ to \\d+x\\d+";
      case BRIGHTER -> "\\d+ levels brighter";
      case DARKER -> "2\\d levels darker";
      case ROTATED_JPEG -> "rotated by 90°, re-encoded or retouched";
      case MIRRORED_SMALLER_BRIGHTER_JPEG ->
          "mirrored left to right, resized from .* to .*, \\d+ levels brighter";
    };
  }

  /** Writes the copy of an image beside the given name without suffix. */
  void write(RgbImage image, Path folder, String stem) {
    Path png = folder.resolve(stem + ".png");
    Path jpeg = folder.resolve(stem + ".jpg");
    switch (this) {
      case COPY -> ImageFiles.write(image, png);
      case JPEG_90 -> jpeg(image, 0.9f, jpeg);
      case JPEG_75 -> jpeg(image, 0.75f, jpeg);
      case JPEG_50 -> jpeg(image, 0.5f, jpeg);
      case MIRRORED, FLIPPED, ROTATED_90, ROTATED_180, ROTATED_270, TRANSPOSED ->
          ImageFiles.write(turned(image, Orientation.valueOf(name())), png);
      case HALF_SIZE -> ImageFiles.write(scaled(image, 0.5), png);
      case ANOTHER_SIZE -> ImageFiles.write(scaled(image, 0.71), png);
      case LARGER -> ImageFiles.write(scaled(image, 1.37), png);
      case BRIGHTER -> ImageFiles.write(shifted(image, 25), png);
      case DARKER -> ImageFiles.write(shifted(image, -25), png);
      case ROTATED_JPEG -> jpeg(turned(image, Orientation.ROTATED_90), 0.8f, jpeg);
      case MIRRORED_SMALLER_BRIGHTER_JPEG ->
          jpeg(shifted(scaled(turned(image, Orientation.MIRRORED), 0.6), 15), 0.8f, jpeg);
      default -> throw new IllegalStateException(name());
    }
  }

  static RgbImage turned(RgbImage image, Orientation orientation) {
    return TinyImages.image(orientation.turn(ByteImage.of(image)));
  }

  static RgbImage scaled(RgbImage image, double scale) {
    Size size =
        new Size(
            (int) Math.rint(image.size().height() * scale),
            (int) Math.rint(image.size().width() * scale));
    return TinyImages.image(Resampling.resize(ByteImage.of(image), size, ResampleFilter.BICUBIC));
  }

  static RgbImage shifted(RgbImage image, int levels) {
    byte[] samples = image.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Math.max(0, Math.min(255, (samples[i] & 0xff) + levels));
    }
    return RgbImage.of(image.size(), samples);
  }

  static void jpeg(RgbImage image, float quality, Path file) {
    Size size = image.size();
    BufferedImage picture =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < size.pixels(); i++) {
      byte[] rgb = image.samples();
      int colour =
          (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
      picture.setRGB(i % size.width(), i / size.width(), colour);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }
}

package org.bis5k.fuzz;

import java.nio.file.Path;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;

/** Images of all formats, told apart by their first bytes. */
public final class ImageFuzzer {

  private static final long MAX_PIXELS = 1 << 18;

  private ImageFuzzer() {}

  /** Called by the fuzzer with one input after the other. */
  public static void fuzzerTestOneInput(byte[] input) {
    Limits.check("fuzzed.png", input, 64 << 20, ImageFuzzer::read);
  }

  private static void read(Path file) {
    Size size = ImageFiles.readSize(file);
    RgbImage image = ImageFiles.readRgb(file, MAX_PIXELS);
    if (!image.size().equals(size) || image.samples().length != 3 * size.pixels()) {
      throw new AssertionError("The header promised " + size + "; found " + image.size());
    }
    ImageFiles.readGrey(file, MAX_PIXELS);
  }
}

package org.bis5k.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PNG and TIFF files, decoded by this library and by the JDK. */
public final class DecodersFuzzer {

  private DecodersFuzzer() {}

  /** Called by the fuzzer with one input after the other. */
  public static void fuzzerTestOneInput(byte[] input) {
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "compared.img");
    try {
      Files.write(file, input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DecoderComparison.compare(file, input);
  }
}

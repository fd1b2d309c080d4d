package org.bis5k.model.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.bis5k.data.InvalidInputException;

/**
 * Checks that the CUDA backend, if it is on the class path, can run. Done before ND4J starts,
 * because ND4J's own error names neither the cause nor the remedy.
 */
final class CudaCheck {

  /** The compute capabilities that nd4j-cuda-11.6 has machine code for; 8.9 runs that of 8.6. */
  static final List<String> CAPABILITIES =
      List.of("3.7", "5.0", "5.2", "6.0", "6.1", "7.0", "7.5", "8.0", "8.6", "8.9");

  private static final String BACKEND = "org.nd4j.linalg.jcublas.JCublasBackend";

  private CudaCheck() {}

  static void beforeStart() {
    if (onClassPath()) {
      requireUsable(devices());
    }
  }

  private static boolean onClassPath() {
    try {
      Class.forName(BACKEND, false, CudaCheck.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /** The output of the driver's tool: one line "name, capability" for each GPU. */
  private static String devices() {
    try {
      Process process =
          new ProcessBuilder("nvidia-smi", "--query-gpu=name,compute_cap", "--format=csv,noheader")
              .redirectErrorStream(true)
              .start();
      byte[] output = process.getInputStream().readAllBytes();
      boolean ended = process.waitFor(30, TimeUnit.SECONDS);
      String text = new String(output, StandardCharsets.UTF_8).strip();
      return ended && process.exitValue() == 0 ? text : "";
    } catch (IOException noDriver) {
      return "";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking for GPUs", interrupted);
    }
  }

  /**
   * Accepts a list of GPUs if at least one is usable.
   *
   * @throws InvalidInputException naming what works and what was found
   */
  static void requireUsable(String devices) {
    boolean usable =
        devices
            .lines()
            .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
            .anyMatch(CAPABILITIES::contains);
    if (!usable) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "The CUDA build needs an NVIDIA GPU of compute capability %s; found %s. "
                  + "Build without -Pcuda to run on the CPU",
              String.join(", ", CAPABILITIES),
              devices.isBlank()
                  ? "no NVIDIA driver or GPU"
                  : String.join("; ", devices.lines().toList())));
    }
  }
}

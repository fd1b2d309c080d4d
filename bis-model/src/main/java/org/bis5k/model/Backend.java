package org.bis5k.model;

import java.util.Locale;
import org.nd4j.linalg.factory.Nd4j;

/** Which ND4J backend runs, and the kernels for it; found once, at first use. */
final class Backend {

  private static final Backend INSTANCE = detect();

  private final String description;
  private final Kernels kernels;

  private Backend(String description, Kernels kernels) {
    this.description = description;
    this.kernels = kernels;
  }

  private static Backend detect() {
    CudaCheck.beforeStart();
    String name = Nd4j.getBackend().getClass().getSimpleName();
    boolean host = !name.toLowerCase(Locale.ROOT).contains("cublas");
    Nd4j.getMemoryManager().togglePeriodicGc(false);
    String choice = System.getProperty("bis.kernels", "auto");
    if ("auto".equals(choice)) {
      choice = host ? "host" : "nd4j";
    }
    Kernels kernels = "host".equals(choice) ? new HostKernels() : new Nd4jKernels();
    return new Backend((host ? "CPU (" : "CUDA (") + name + "), kernels: " + choice, kernels);
  }

  static Kernels kernels() {
    return INSTANCE.kernels;
  }

  static String description() {
    return INSTANCE.description;
  }
}

package org.bis5k.model.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The ND4J backend that runs and the kernels for it, detected once at first use. */
public final class Backend {

  private static final String ON_CPU = " on CPU with ";
  private static final Lanes LANES = findLanes();
  private static final Backend INSTANCE = detect();

  private final String description;
  private final Kernels kernels;

  private Backend(String description, Kernels kernels) {
    this.description = description;
    this.kernels = kernels;
  }

  /** The vector implementation if the virtual machine has the module of the vector API. */
  private static Lanes findLanes() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return new PlainLanes();
    }
    try {
      // By name, because all other classes are compiled without the incubating module.
      Class<?> vectors = Class.forName("org.bis5k.model.kernel.VectorLanes");
      return (Lanes) vectors.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException incomplete) {
      throw new IllegalStateException("This build lacks its vector kernels", incomplete);
    }
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
    String loops = LANES.vectors() ? " in vectors" : " in plain loops";
    String library =
        NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo().contains("HAVE_ONEDNN")
            ? "oneDNN"
            : "its own convolutions";
    String device = host ? ON_CPU + library : " on CUDA";
    String used = choice + ("host".equals(choice) ? loops : "");
    return new Backend("ND4J %s%s, kernels: %s".formatted(version(), device, used), kernels);
  }

  /** The version of ND4J that its jar states. */
  private static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The ND4J library on the class path is damaged", unreadable);
    }
    return properties.getProperty("version", "of unknown version");
  }

  /**
   * The kernels for the backend that runs.
   *
   * @return the kernels
   * @throws org.bis5k.data.InvalidInputException if the CUDA backend is on the class path and no
   *     GPU can run it
   */
  public static Kernels kernels() {
    return INSTANCE.kernels;
  }

  static Lanes lanes() {
    return LANES;
  }

  /**
   * Whether the backend computes on the CPU.
   *
   * @return false on CUDA
   */
  public static boolean onCpu() {
    return INSTANCE.description.contains(ON_CPU);
  }

  /**
   * Backend, library and kernels in words.
   *
   * @return for example {@code ND4J 1.0.0-M2.1 on CPU with oneDNN, kernels: host in vectors}
   */
  public static String description() {
    return INSTANCE.description;
  }
}

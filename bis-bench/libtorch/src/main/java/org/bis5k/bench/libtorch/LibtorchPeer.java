package org.bis5k.bench.libtorch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bis5k.bench.libtorch.TorchLayers.Layer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/**
 * Times libtorch on the layers that the JMH benchmarks time and prints a report in their form,
 * under their names, so that {@code bis bench --compare} compares the two.
 */
public final class LibtorchPeer {

  private static final long WARM_UP_NANOS = 2_000_000_000L;
  private static final long SAMPLE_NANOS = 600_000_000L;
  private static final int SAMPLES = 5;

  /** What BCSNet of width divisor 8 trains. */
  private static final long TRAINED = 5_991_907;

  private final Pattern wanted;
  private final List<String> results = new ArrayList<>();

  private LibtorchPeer(Pattern wanted) {
    this.wanted = wanted;
  }

  /**
   * Measures for some minutes and prints JSON.
   *
   * @param arguments a regular expression on benchmark names (all)
   */
  public static void main(String[] arguments) {
    int threads = Runtime.getRuntime().availableProcessors();
    torch.set_num_threads(threads);
    LibtorchPeer peer =
        new LibtorchPeer(Pattern.compile(arguments.length > 0 ? arguments[0] : ".*"));
    peer.layer("unit 1x1", TorchLayers.unit(32, 1, 1, 4, 32));
    peer.layer("unit 3x3", TorchLayers.unit(32, 3, 1, 4, 32));
    peer.layer("unit 3x3 wide", TorchLayers.unit(256, 3, 1, 1, 88));
    peer.layer("unit 3x3 dilated", TorchLayers.unit(256, 3, 7, 1, 44));
    peer.layer("pool maximum", TorchLayers.maximumPool(64, 176));
    peer.layer("pool average", TorchLayers.averagePool(256, 88));
    peer.layer("resize", TorchLayers.resize(256, 22, 44));
    for (int side : new int[] {32, 88}) {
      for (int channels : new int[] {16, 128}) {
        peer.attention(channels, side);
      }
    }
    peer.add("StepBenchmark.adam, workload 8 128 4", TorchLayers.adam(TRAINED));
    System.out.printf(
        Locale.ROOT,
        "{%n  \"date\" : \"%s\",%n  \"machine\" : {\"processor\" : \"%s\", \"cores\" : %d,"
            + " \"memoryMegabytes\" : %d, \"system\" : \"%s %s\", \"java\" : \"%s\","
            + " \"backend\" : \"libtorch %s\"},%n  \"results\" : [%n    %s%n  ]%n}%n",
        LocalDate.now(),
        processor(),
        threads,
        Pointer.totalPhysicalBytes() / 1_000_000,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        version(),
        String.join(String.format(",%n    "), peer.results));
  }

  /** The processor's name, or its architecture if the system does not report it. */
  private static String processor() {
    Path cores = Path.of("/proc/cpuinfo");
    if (Files.isReadable(cores)) {
      try (Stream<String> lines = Files.lines(cores)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(cores + " cannot be read", unreadable);
      }
    }
    return System.getProperty("os.arch");
  }

  private static String version() {
    try {
      return Loader.getVersion("org.bytedeco", "pytorch");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "The libtorch library on the class path is damaged", unreadable);
    }
  }

  private void layer(String name, Layer layer) {
    add("LayerBenchmark.forward, layer " + name, layer::once);
    add("LayerBenchmark.forwardAndBackward, layer " + name, layer::both);
  }

  private void attention(int channels, int side) {
    String of = ", channels " + channels + ", side " + side;
    Layer fused = TorchLayers.attention(channels, side * side);
    Layer whole = TorchLayers.wholeAttention(channels, side * side);
    add("AttentionBenchmark.blocked" + of, fused::once);
    add("AttentionBenchmark.blockedWithBackward" + of, fused::both);
    add("AttentionBenchmark.naive" + of, whole::once);
  }

  private void add(String name, Runnable work) {
    if (!wanted.matcher(name).find()) {
      return;
    }
    milliseconds(work, WARM_UP_NANOS);
    List<String> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      samples.add(String.format(Locale.ROOT, "%.4f", milliseconds(work, SAMPLE_NANOS)));
    }
    results.add(
        "{\"name\" : \"" + name + "\", \"milliseconds\" : [" + String.join(", ", samples) + "]}");
  }

  /** The mean time of calls that are repeated for about that long. */
  private static double milliseconds(Runnable work, long nanos) {
    long start = System.nanoTime();
    int calls = 0;
    while (System.nanoTime() - start < nanos) {
      try (PointerScope scope = new PointerScope()) {
        work.run();
      }
      calls++;
    }
    return (System.nanoTime() - start) / 1e6 / calls;
  }
}

package org.bis5k.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.Size;
import org.bis5k.data.audit.AuditOptions;
import org.bis5k.data.audit.AuditReport;
import org.bis5k.data.audit.DatasetAudit;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.synthetic.SyntheticTissue;

/**
 * Audits a synthetic data set of BIS5k's size, 5000 and 929 tiles of 512x512, and reports time and
 * peak memory. The tiles are made once; the baseline is decoding every file and nothing else.
 */
public final class AuditMeasurement {

  private AuditMeasurement() {}

  /**
   * Measures.
   *
   * @param arguments a folder that holds the tiles or will; then, if they differ from BIS5k's, the
   *     numbers of training and test tiles
   * @throws IOException if the tiles cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    int train = arguments.length > 2 ? Integer.parseInt(arguments[1]) : 5000;
    int test = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 929;
    System.out.println(run(Path.of(arguments[0]), Size.square(512), train, test));
  }

  /** Measures once; the result is one line. */
  static String run(Path root, Size size, int train, int test) throws IOException {
    SyntheticTissue tissue = SyntheticTissue.of(size, 1);
    write(tissue, root.resolve("formal_train"), 0, train);
    write(tissue, root.resolve("formal_test"), SyntheticTissue.FIRST_TEST, test);
    long start = System.nanoTime();
    decode(root.resolve("formal_train"));
    decode(root.resolve("formal_test"));
    double decoding = (System.nanoTime() - start) / 1e9;
    System.gc();
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    start = System.nanoTime();
    AuditReport report =
        DatasetAudit.run(
            List.of(root), AuditOptions.standard().withExpectedPairs(List.of(train, test)));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!report.isSound()) {
      throw new IllegalStateException("Synthetic tiles are not sound: " + report);
    }
    long heap = pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return String.format(
        Locale.ROOT,
        "%d pairs: audit %.1f s, decoding alone %.1f s, peak heap %d MiB, resident %s",
        train + test,
        seconds,
        decoding,
        heap >> 20,
        resident());
  }

  private static void write(SyntheticTissue tissue, Path split, int first, int count)
      throws IOException {
    Path images = Files.createDirectories(split.resolve("images"));
    Path masks = Files.createDirectories(split.resolve("masks"));
    IntStream.range(0, count)
        .parallel()
        .forEach(
            k -> {
              String name = String.format(Locale.ROOT, "tile%06d.png", k);
              if (!Files.exists(masks.resolve(name))) {
                ImageAndMask tile = tissue.tile(first + k);
                ImageFiles.write(tile.image(), images.resolve(name));
                ImageFiles.write(tile.mask(), masks.resolve(name));
              }
            });
  }

  private static void decode(Path split) {
    ImageFiles.list(split.resolve("images")).parallelStream().forEach(ImageFiles::readRgb);
    ImageFiles.list(split.resolve("masks")).parallelStream().forEach(ImageFiles::readGrey);
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  /** Peak resident memory of the process, if the system reports it. */
  private static String resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return "unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.substring("VmHWM:".length()).strip())
        .findFirst()
        .orElse("unknown");
  }
}

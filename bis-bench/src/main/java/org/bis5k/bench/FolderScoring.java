package org.bis5k.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bis5k.data.image.ImageFiles;

/**
 * Measures the scoring of a folder as users see it: a process with the launcher's options, from its
 * start to its end, and its peak memory. Needs Linux for the memory.
 */
public final class FolderScoring {

  private static final double MILLIS = 1e-6;

  private FolderScoring() {}

  /**
   * Writes pairs of images where they are missing and scores them in a fresh process.
   *
   * @param arguments a folder, the number of images, their side in pixels, the number of threads
   *     and the most heap, for example {@code /tmp/discs 929 352 2 256m}
   * @throws IOException if the folder cannot be written or the process not be started
   * @throws InterruptedException if waiting for the process is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    int images = Integer.parseInt(arguments[1]);
    int side = Integer.parseInt(arguments[2]);
    writePairs(folder, images, side);
    long start = System.nanoTime();
    int exit =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + arguments[4],
                    "-XX:+UseSerialGC",
                    "-Xmn64m",
                    "-XX:Tier4BackEdgeThreshold=400000",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ScoredFolder.class.getName(),
                    folder.resolve("pred").toString(),
                    folder.resolve("gt").toString(),
                    arguments[3]))
            .inheritIO()
            .start()
            .waitFor();
    double millis = (System.nanoTime() - start) * MILLIS;
    if (exit != 0) {
      throw new IllegalStateException("The process ended with " + exit);
    }
    System.out.printf(
        Locale.ROOT,
        "%d images of %dx%d: %.2f s in all, %.3f ms per image%n",
        images,
        side,
        side,
        millis / 1000,
        millis / images);
  }

  private static void writePairs(Path folder, int images, int side) throws IOException {
    Path predictions = Files.createDirectories(folder.resolve("pred"));
    Path truths = Files.createDirectories(folder.resolve("gt"));
    for (Path old : List.of(predictions, truths)) {
      File[] files = old.toFile().listFiles();
      if (files != null && files.length > images) {
        throw new IllegalArgumentException(old + " holds more than " + images + " files");
      }
    }
    for (int i = 0; i < images; i++) {
      String name = String.format(Locale.ROOT, "disc_%06d.png", i);
      if (!Files.exists(truths.resolve(name))) {
        ScoredDisc disc = ScoredDisc.of(side, i);
        ImageFiles.write(disc.prediction(), predictions.resolve(name));
        ImageFiles.write(disc.truth(), truths.resolve(name));
      }
    }
  }
}

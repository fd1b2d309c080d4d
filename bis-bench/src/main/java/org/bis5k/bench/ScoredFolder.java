package org.bis5k.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.folder.FolderEvaluator;
import org.bis5k.metrics.table.ScoreTable;

/** The process that {@link FolderScoring} measures. */
final class ScoredFolder {

  private ScoredFolder() {}

  /** Scores a folder of predictions against a folder of masks and reports the peak memory. */
  public static void main(String[] arguments) throws IOException {
    FolderEvaluator.Options options =
        new FolderEvaluator.Options(Profile.UACANET, Integer.parseInt(arguments[2]));
    DatasetScores scores =
        FolderEvaluator.of(options).evaluate(Path.of(arguments[0]), Path.of(arguments[1]));
    System.out.print(ScoreTable.of("discs", scores));
    try (var status = Files.lines(Path.of("/proc/self/status"))) {
      status.filter(line -> line.startsWith("VmHWM")).forEach(System.out::println);
    }
  }
}

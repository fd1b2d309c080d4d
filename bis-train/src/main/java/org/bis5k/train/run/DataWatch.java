package org.bis5k.train.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.train.predict.FileStamp;

/**
 * Notices files of the training set that are changed while a run uses them. Sizes and times are
 * compared; only where they differ is the content read.
 */
final class DataWatch {

  private final BisDataset data;
  private final String fingerprint;
  private final Map<Path, FileStamp> stamps = new LinkedHashMap<>();

  /** A watch of data with the given {@linkplain BisDataset#fingerprint() fingerprint}. */
  DataWatch(BisDataset data, String fingerprint) {
    this.data = data;
    this.fingerprint = fingerprint;
    data.pairs().stream()
        .flatMap(pair -> Stream.of(pair.image(), pair.mask()))
        .forEach(file -> stamps.put(file, FileStamp.of(file)));
  }

  /**
   * Refuses to go on with changed data.
   *
   * @throws InvalidInputException if a file is missing or the content of the data has changed
   */
  void requireUnchanged() {
    for (Map.Entry<Path, FileStamp> entry : stamps.entrySet()) {
      FileStamp now = FileStamp.of(entry.getKey());
      if (!now.equals(entry.getValue())) {
        if (!data.fingerprint().equals(fingerprint)) {
          throw InvalidInputException.in(
              entry.getKey(),
              "was changed while the run used it. Restore it and continue with --resume; the last"
                  + " checkpoint is from before the change was noticed");
        }
        entry.setValue(now);
      }
    }
  }
}

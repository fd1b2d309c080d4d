package org.bis5k.train.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.dataset.BatchLoader;

/**
 * The sections Train.Dataloader and Test.Dataloader: batches, threads and the treatment of unusable
 * files.
 *
 * @param batchSize images per batch, at least 1
 * @param shuffle whether every epoch has its own order
 * @param dropLast whether a last incomplete batch is dropped
 * @param workers {@code num_workers}, loading threads; 0 leaves the number to the loader
 * @param pinMemory read for compatibility; without effect on the JVM
 * @param badFiles {@code bad_files}: {@code fail} or {@code skip}
 * @param cache whether decoded images are kept in memory
 */
public record DataloaderConfig(
    int batchSize,
    boolean shuffle,
    boolean dropLast,
    int workers,
    boolean pinMemory,
    BadFiles badFiles,
    boolean cache) {
  static DataloaderConfig read(ConfigSection section, boolean training) {
    boolean shuffle = training && section.flag("shuffle", true);
    boolean dropLast = training && section.flag("drop_last", true);
    DataloaderConfig config =
        new DataloaderConfig(
            section.integer("batch_size", 1, 1, 65_536),
            shuffle,
            dropLast,
            section.integer("num_workers", training ? 0 : 8, 0, 1024),
            section.flag("pin_memory", !training),
            BadFiles.valueOf(
                section
                    .choice("bad_files", "fail", List.of("fail", "skip"))
                    .toUpperCase(Locale.ROOT)),
            section.flag("cache", false));
    section.finish();
    return config;
  }

  DataloaderConfig withBatchSize(int value) {
    return new DataloaderConfig(value, shuffle, dropLast, workers, pinMemory, badFiles, cache);
  }

  /**
   * The options of the training set's loader.
   *
   * @param seed the seed of the run
   * @return options for a {@link BatchLoader}; the cache takes at most a quarter of the heap
   */
  public BatchLoader.Options options(long seed) {
    BatchLoader.Options all = BatchLoader.Options.training(batchSize, seed);
    return new BatchLoader.Options(
        batchSize,
        shuffle,
        dropLast,
        workers == 0 ? all.threads() : workers,
        seed,
        all.prefetch(),
        cache ? Runtime.getRuntime().maxMemory() / 4 : 0,
        all.pixelLimit());
  }

  Map<String, Object> write(boolean training) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("batch_size", batchSize);
    if (training) {
      map.put("shuffle", shuffle);
      map.put("drop_last", dropLast);
    }
    map.put("num_workers", workers);
    map.put("pin_memory", pinMemory);
    map.put("bad_files", badFiles.name().toLowerCase(Locale.ROOT));
    map.put("cache", cache);
    return map;
  }
}

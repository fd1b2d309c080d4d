package org.bis5k.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.Size;
import org.bis5k.examples.SynthesiseExample;

/** A data set of four small tiles and a configuration that trains on it in seconds. */
public final class TinyConfig {

  private TinyConfig() {}

  /** Writes three training tiles and one test tile. */
  public static Path data(Path folder) {
    Path root = folder.resolve("data");
    SynthesiseExample.run(root, Size.square(32), 5, 3, 1);
    return root;
  }

  /** The settings that make demo.yaml tiny. */
  public static List<String> settings(Path data, Path run) {
    return List.of(
        "Train.Dataset.root=" + data.resolve("formal_train"),
        "Train.Dataset.transform_list.resize.size=[32, 32]",
        "Train.Dataloader.batch_size=2",
        "Train.Scheduler.epoch=1",
        "Train.Checkpoint.checkpoint_dir=" + run,
        "Test.Dataset.root=" + data,
        "Test.Dataset.transform_list.resize.size=[32, 32]",
        "Test.Checkpoint.checkpoint_dir=" + run);
  }

  /** demo.yaml as a file. */
  public static Path file(Path folder) {
    try {
      return Files.writeString(
          folder.resolve("tiny.yaml"), Files.readString(Path.of("configs/demo.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command line that begins with the given words and ends with the tiny settings. */
  public static Object[] command(Path data, Path run, Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    for (String setting : settings(data, run)) {
      all.add("--set");
      all.add(setting);
    }
    return all.toArray();
  }
}

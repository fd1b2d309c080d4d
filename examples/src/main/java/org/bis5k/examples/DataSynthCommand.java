package org.bis5k.examples;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bis data synth}. */
@Command(
    name = "synth",
    description = "Write synthetic stained tissue with its masks, in BIS5k's layout.",
    mixinStandardHelpOptions = true)
final class DataSynthCommand implements Callable<Integer> {

  private static final int SMALLEST = 32;
  private static final int LARGEST = 8192;

  private final Terminal terminal;

  @Parameters(paramLabel = "ROOT", description = "Folder of the data set; made if missing.")
  private Path root;

  @Option(
      names = "--train",
      paramLabel = "N",
      defaultValue = "96",
      description = "Training tiles (default: ${DEFAULT-VALUE}).")
  private int train;

  @Option(
      names = "--test",
      paramLabel = "N",
      defaultValue = "24",
      description = "Test tiles (default: ${DEFAULT-VALUE}).")
  private int test;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      defaultValue = "192",
      converter = SizeConverter.class,
      description = "Height and width in pixels, or one number (default: ${DEFAULT-VALUE}).")
  private Size size;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Chooses the tiles (default: ${DEFAULT-VALUE}).")
  private long seed;

  DataSynthCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    requireUsable(size, train, test);
    SynthesiseExample.run(root, size, seed, train, test);
    terminal
        .out()
        .println(
            "Wrote " + train + " training and " + test + " test tiles of " + size + " to " + root);
    return 0;
  }

  static void requireUsable(Size size, int train, int test) {
    if (Math.min(size.height(), size.width()) < SMALLEST
        || Math.max(size.height(), size.width()) > LARGEST) {
      throw new InvalidInputException(
          "--size: expected " + SMALLEST + " to " + LARGEST + " pixels; found " + size);
    }
    if (Math.min(train, test) < 0 || (long) train + test == 0) {
      throw new InvalidInputException(
          "--train and --test: expected numbers from 0, not both 0; found "
              + train
              + " and "
              + test);
    }
  }
}

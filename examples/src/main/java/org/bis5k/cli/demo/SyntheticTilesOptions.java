package org.bis5k.cli.demo;

import org.bis5k.cli.terminal.Range;
import org.bis5k.cli.terminal.SizeConverter;
import org.bis5k.data.Size;
import picocli.CommandLine.Option;

/** The command-line options that choose synthetic tiles. */
public final class SyntheticTilesOptions {

  @Option(
      names = "--train",
      paramLabel = "N",
      defaultValue = "96",
      description = "Training tiles (default: ${DEFAULT-VALUE}).")
  @Range(from = 0)
  private int train;

  @Option(
      names = "--test",
      paramLabel = "N",
      defaultValue = "24",
      description = "Test tiles (default: ${DEFAULT-VALUE}).")
  @Range(from = 0)
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
      description =
          "Chooses the tiles and, where a network is made, its fresh weights"
              + " (default: ${DEFAULT-VALUE}).")
  @Range
  private long seed;

  /** Made by picocli. */
  public SyntheticTilesOptions() {}

  /**
   * The choice that the options make.
   *
   * @return the tiles
   * @throws org.bis5k.data.InvalidInputException if an option is out of range
   */
  public SyntheticTiles tiles() {
    return new SyntheticTiles(size, seed, train, test);
  }
}

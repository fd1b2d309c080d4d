package org.bis5k.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.synthetic.SyntheticTissue;

/**
 * The folder of a demo. Results of an earlier demo are replaced only on request, and only files
 * that a demo writes are removed. Existing data are used again.
 */
record DemoFolder(Path path) {

  private static final List<String> RESULTS =
      List.of("run", "predictions", "scores", "contact-sheet.png", "loss.png", "summary.md");
  private static final List<String> SPLITS = List.of("formal_train", "formal_test");
  private static final String TILES = "tiles.txt";

  static DemoFolder of(Path path) {
    return new DemoFolder(path);
  }

  Path data() {
    return path.resolve("data");
  }

  Path run() {
    return path.resolve("run");
  }

  Path predictions() {
    return path.resolve("predictions");
  }

  Path scores() {
    return path.resolve("scores");
  }

  Path contactSheet() {
    return path.resolve("contact-sheet.png");
  }

  Path lossCurve() {
    return path.resolve("loss.png");
  }

  Path summary() {
    return path.resolve("summary.md");
  }

  /** Removes the results of an earlier demo, or refuses to if that is not asked for. */
  void prepare(SyntheticTiles tiles, boolean overwrite) {
    List<Path> earlier = RESULTS.stream().map(path::resolve).filter(DemoFolder::exists).toList();
    boolean otherTiles = madeByDemo() && !tilesLine().equals(tiles.line());
    if (!overwrite && !earlier.isEmpty()) {
      throw InvalidInputException.in(
          path,
          "holds an earlier demo ("
              + earlier.get(0).getFileName()
              + "); give --out with another folder, or --overwrite to replace it");
    }
    if (!overwrite && otherTiles) {
      throw InvalidInputException.in(
          data(),
          "holds other tiles ("
              + tilesLine()
              + "); give --out with another folder, or --overwrite to replace them");
    }
    try {
      Files.createDirectories(path);
      for (Path old : earlier) {
        remove(old);
      }
      if (otherTiles) {
        removeTiles();
      }
    } catch (IOException e) {
      throw InvalidInputException.in(path, "this folder cannot be used: " + e, e);
    }
  }

  /** Makes the tiles unless data exist. Returns whether they were made. */
  boolean provide(SyntheticTiles tiles) {
    List<Path> splits = SPLITS.stream().map(data()::resolve).toList();
    boolean complete = splits.stream().allMatch(Files::isDirectory);
    boolean foreign = !madeByDemo() && splits.stream().anyMatch(DemoFolder::exists);
    if (complete || foreign) {
      return false;
    }
    try {
      removeTiles(); // what is left where an earlier demo was ended while it wrote
      Files.createDirectories(data());
    } catch (IOException e) {
      throw InvalidInputException.in(data(), "this folder cannot be used: " + e, e);
    }
    byte[] line = (tiles.line() + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(data().resolve(TILES), out -> out.write(line));
    SyntheticTissue.of(tiles.size(), tiles.seed()).write(data(), tiles.train(), tiles.test());
    return true;
  }

  /** Whether a demo made the tiles. */
  boolean madeByDemo() {
    return exists(data().resolve(TILES));
  }

  private String tilesLine() {
    try {
      return Files.readString(data().resolve(TILES)).strip();
    } catch (IOException e) {
      throw InvalidInputException.in(data().resolve(TILES), "cannot be read: " + e, e);
    }
  }

  private void removeTiles() throws IOException {
    for (String split : SPLITS) {
      remove(data().resolve(split));
    }
    Files.deleteIfExists(data().resolve(TILES));
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static void remove(Path root) throws IOException {
    if (!exists(root)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(root)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}

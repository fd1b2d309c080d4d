package org.bis5k.train.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bis5k.data.FileDigest;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.TextFile;

/**
 * The SHA-256 of every file of a folder, by its path relative to the folder, with slashes. Hidden
 * files and the list itself are left out. The text form can be read by {@code sha256sum -c}.
 */
final class FolderChecksums {

  private static final int MOST_BYTES = 16 << 20;
  private static final String LINE = "[0-9a-f]{64}  .+";

  private FolderChecksums() {}

  static Map<String, String> of(Path folder, Path list) {
    Map<String, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().startsWith(".") && !file.equals(list)) {
          sums.put(name(folder, file), FileDigest.of(file).hex());
        }
      }
    } catch (IOException e) {
      throw InvalidInputException.in(folder, "cannot be read: " + e, e);
    }
    return sums;
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  static String text(Map<String, String> sums) {
    return sums.entrySet().stream()
        .map(entry -> entry.getValue() + "  " + entry.getKey() + "\n")
        .collect(Collectors.joining());
  }

  /** Reads a list in the form of {@link #text}. */
  static Map<String, String> read(Path list) {
    List<String> lines = TextFile.read(list, MOST_BYTES, "a list of checksums").lines().toList();
    Map<String, String> sums = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.matches(LINE)) {
        throw InvalidInputException.in(
            list, "line " + (i + 1) + ": expected a SHA-256, two spaces and a file name");
      }
      sums.put(line.substring(66), line.substring(0, 64));
    }
    return sums;
  }
}

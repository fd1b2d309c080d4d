package org.bis5k.metrics.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The SHA-256 digests of a prediction and its ground truth as one text. */
final class FileDigest {

  private FileDigest() {}

  /** The digests of both files; empty if one cannot be read, which its decoder then reports. */
  static Optional<String> of(FolderPairs.Pair pair) {
    try {
      return Optional.of(of(pair.prediction()) + " " + of(pair.truth()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String of(Path file) throws IOException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}

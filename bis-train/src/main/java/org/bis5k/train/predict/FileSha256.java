package org.bis5k.train.predict;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.bis5k.data.InvalidInputException;

/** The SHA-256 of files, in the notation of {@code sha256sum}. */
public final class FileSha256 {

  private FileSha256() {}

  /**
   * The checksum of a file.
   *
   * @param file the file
   * @return 64 lower-case hexadecimal digits
   * @throws InvalidInputException if the file cannot be read
   */
  public static String of(Path file) {
    try {
      return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
  }
}

package org.bis5k.train.predict;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.bis5k.data.InvalidInputException;

/**
 * Which network makes predictions, as their record names it.
 *
 * @param weights the name of the weight file, without its folder
 * @param sha256 the SHA-256 of the weight file, 64 hexadecimal digits
 * @param engine what computes, as {@link org.bis5k.model.engine.Segmenter#engine()} says
 */
public record NetworkIdentity(String weights, String sha256, String engine) {

  /**
   * The identity of a weight file's network; reads the whole file.
   *
   * @param file the weight file
   * @param engine what computes
   * @return the identity
   * @throws InvalidInputException if the file cannot be read
   */
  public static NetworkIdentity of(Path file, String engine) {
    return new NetworkIdentity(String.valueOf(file.getFileName()), sha256(file), engine);
  }

  /**
   * The SHA-256 of a file.
   *
   * @param file the file
   * @return 64 hexadecimal digits
   * @throws InvalidInputException if the file cannot be read
   */
  public static String sha256(Path file) {
    try {
      return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
  }
}

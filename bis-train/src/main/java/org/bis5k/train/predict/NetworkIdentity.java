package org.bis5k.train.predict;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.model.engine.NetworkFile;

/**
 * Which network makes predictions, as their record names it.
 *
 * @param weights the name of the weight file, without its folder
 * @param sha256 the SHA-256 of the weight file, 64 hexadecimal digits
 * @param engine what computes, as {@link org.bis5k.model.engine.Segmenter#engine()} says
 */
public record NetworkIdentity(String weights, String sha256, String engine) {

  /** The key of the weight file's name in records; equal weights may have another name. */
  static final String NAME = "weights";

  /**
   * The identity of a file's network; reads the whole file the first time.
   *
   * @param file the open file
   * @param engine what computes
   * @return the identity
   * @throws org.bis5k.data.InvalidInputException if the file cannot be read
   */
  public static NetworkIdentity of(NetworkFile file, String engine) {
    return new NetworkIdentity(String.valueOf(file.path().getFileName()), file.sha256(), engine);
  }

  /**
   * The entries of a record of predictions.
   *
   * @return a new map with {@code weights} and {@code weights_sha256}, to which others can be added
   */
  public Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(NAME, weights);
    entries.put("weights_sha256", sha256);
    return entries;
  }
}

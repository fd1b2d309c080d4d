package org.bis5k.train;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;

/** {@code provenance.json} beside predictions: which weights made them, and what computed. */
public final class PredictionRecord {

  private PredictionRecord() {}

  /**
   * Writes the record of the predictions that a folder holds.
   *
   * @param folder the folder of predictions
   * @param weights the file of the network that made them
   * @param engine what computed
   * @param config how images were prepared and predictions saved
   * @throws InvalidInputException if the weights cannot be read or the record cannot be written
   */
  public static void write(Path folder, Path weights, String engine, TestConfig config) {
    Map<String, String> extra = new LinkedHashMap<>();
    extra.put("weights", String.valueOf(weights.getFileName()));
    extra.put("weights_sha256", sha256(weights));
    extra.put("mode", config.mode().name());
    extra.put("transforms", config.transforms().toString());
    byte[] json =
        (ProvenanceJson.text(Provenance.now(0, "", engine, extra)) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(Provenance.FILE_NAME), out -> out.write(json));
  }

  private static String sha256(Path file) {
    try {
      return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
  }
}

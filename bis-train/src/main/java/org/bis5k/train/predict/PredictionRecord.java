package org.bis5k.train.predict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.data.TextFile;
import org.bis5k.train.config.TestConfig;

/**
 * The record {@code provenance.json} of a folder of predictions: the weights that made them, how
 * images were prepared and predictions saved, and what computed.
 */
public final class PredictionRecord {

  private static final String VIEWS = "views";

  private final NetworkIdentity network;
  private final TestConfig config;
  private final TestTimeViews views;

  private PredictionRecord(NetworkIdentity network, TestConfig config, TestTimeViews views) {
    this.network = network;
    this.config = config;
    this.views = views;
  }

  /**
   * The record of predictions.
   *
   * @param network the network that makes them
   * @param config how images are prepared and predictions saved
   * @param views the test-time views whose logits are averaged
   * @return the record
   */
  public static PredictionRecord of(
      NetworkIdentity network, TestConfig config, TestTimeViews views) {
    return new PredictionRecord(network, config, views);
  }

  /**
   * Writes the record of a folder.
   *
   * @param folder the folder of predictions
   * @throws InvalidInputException if the record cannot be written
   */
  public void write(Path folder) {
    ProvenanceJson.write(
        folder.resolve(Provenance.FILE_NAME), Provenance.now(0, "", network.engine(), entries()));
  }

  /**
   * Refuses to add to predictions that were made in another way, since their record would then be
   * wrong. The name of the weight file and the engine may differ.
   *
   * @param folder the folder of predictions; without a record nothing is checked
   * @throws InvalidInputException if the folder's record names other weights or settings, or is
   *     damaged
   */
  public void requireSame(Path folder) {
    Path file = folder.resolve(Provenance.FILE_NAME);
    if (!Files.exists(file)) {
      return;
    }
    String json = TextFile.read(file, Provenance.MOST_BYTES, "a record");
    Map<String, String> entries = entries();
    entries.remove(NetworkIdentity.NAME);
    entries.putIfAbsent(VIEWS, "");
    entries.forEach(
        (key, now) -> {
          String then = ProvenanceJson.extra(json, key, file.toString());
          if (!then.equals(now)) {
            throw InvalidInputException.in(folder, another(key, now, then));
          }
        });
  }

  private static String another(String key, String now, String then) {
    return ("holds predictions that were made in another way; %s: expected %s, found %s. Take"
            + " another folder, or make all of them again (without --skip-existing)")
        .formatted(key, shown(now), shown(then));
  }

  private static String shown(String value) {
    return value.isEmpty() ? "none" : value;
  }

  private Map<String, String> entries() {
    Map<String, String> entries = network.entries();
    entries.put("mode", config.mode().name());
    entries.put("transforms", config.transforms().toString());
    if (views != TestTimeViews.NONE) {
      entries.put(VIEWS, views.name());
    }
    return entries;
  }
}

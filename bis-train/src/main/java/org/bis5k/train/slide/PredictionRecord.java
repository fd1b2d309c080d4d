package org.bis5k.train.slide;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.data.TextFile;
import org.bis5k.train.config.TestConfig;
import org.bis5k.train.predict.NetworkIdentity;
import org.bis5k.train.predict.ProvenanceJson;
import org.bis5k.train.predict.TestTimeViews;

/**
 * {@code provenance.json} beside predictions: which weights made them, how, and what computed. That
 * of a large image is called as its result with {@code .provenance.json} behind it.
 */
public final class PredictionRecord {

  private static final String NAME = "weights"; // equal weights may have another
  private static final String VIEWS = "views";

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
    write(folder, NetworkIdentity.of(weights, engine), config, TestTimeViews.NONE);
  }

  /**
   * Writes the record of the predictions that a folder holds.
   *
   * @param folder the folder of predictions
   * @param network the network that made them
   * @param config how images were prepared and predictions saved
   * @param views the test-time views whose logits were averaged
   * @throws InvalidInputException if the record cannot be written
   */
  public static void write(
      Path folder, NetworkIdentity network, TestConfig config, TestTimeViews views) {
    write(folder.resolve(Provenance.FILE_NAME), network.engine(), made(network, config, views));
  }

  /**
   * Writes the record of a large image's results.
   *
   * @param output the files that were written, and how
   * @param image the image they were made of
   * @param inference how it was cut and prepared
   * @param weights the file of the network that made them
   * @param engine what computed
   * @throws InvalidInputException if image or weights cannot be read or the record cannot be
   *     written
   */
  public static void write(
      SlideOutput output, Path image, TiledInference inference, Path weights, String engine) {
    write(output, image, inference, NetworkIdentity.of(weights, engine));
  }

  /**
   * Writes the record of a large image's results.
   *
   * @param output the files that were written, and how
   * @param image the image they were made of
   * @param inference how it was cut and prepared
   * @param network the network that made them
   * @throws InvalidInputException if the image cannot be read or the record cannot be written
   */
  public static void write(
      SlideOutput output, Path image, TiledInference inference, NetworkIdentity network) {
    Map<String, String> made = of(network);
    made.put("image", String.valueOf(image.getFileName()));
    made.put("image_sha256", NetworkIdentity.sha256(image));
    made.put("mode", output.mode().name());
    made.put("probability", output.scale().name());
    made.put("threshold", Double.toString(output.threshold()));
    output
        .micrometresPerPixel()
        .ifPresent(asked -> made.put("micrometres_per_pixel", Double.toString(asked)));
    output
        .geoJson()
        .ifPresent(file -> made.put("simplification", Double.toString(output.simplification())));
    made.put("tiles", inference.options().toString());
    made.put("transforms", inference.transforms().toString());
    write(output.record(), network.engine(), made);
  }

  private static void write(Path file, String engine, Map<String, String> extra) {
    byte[] json =
        (ProvenanceJson.text(Provenance.now(0, "", engine, extra)) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(json));
  }

  /**
   * Refuses to go on with predictions that were made in another way: their record would be false.
   *
   * @param folder the folder of predictions; without a record nothing is checked
   * @param weights the file of the network that shall make the others
   * @param config how images shall be prepared and predictions saved
   * @throws InvalidInputException if the record names other weights or settings, or is damaged
   */
  public static void requireSame(Path folder, Path weights, TestConfig config) {
    requireSame(folder, NetworkIdentity.of(weights, ""), config, TestTimeViews.NONE);
  }

  /**
   * Refuses to go on with predictions that were made in another way: their record would be false.
   *
   * @param folder the folder of predictions; without a record nothing is checked
   * @param network the network that shall make the others; its engine is not compared
   * @param config how images shall be prepared and predictions saved
   * @param views the test-time views whose logits shall be averaged
   * @throws InvalidInputException if the record names other weights or settings, or is damaged
   */
  public static void requireSame(
      Path folder, NetworkIdentity network, TestConfig config, TestTimeViews views) {
    Path record = folder.resolve(Provenance.FILE_NAME);
    if (!Files.exists(record)) {
      return;
    }
    String json = TextFile.read(record, Provenance.MOST_BYTES, "a record");
    Map<String, String> made = made(network, config, views);
    made.putIfAbsent(VIEWS, "");
    made.forEach(
        (key, now) -> {
          String then = ProvenanceJson.extra(json, key, record.toString());
          if (!then.equals(now) && !key.equals(NAME)) {
            throw InvalidInputException.in(folder, another(key, now, then));
          }
        });
  }

  private static String another(String key, String now, String then) {
    return ("holds predictions that were made in another way; %s: expected %s, found %s. Take another"
            + " folder, or make all of them again (without --skip-existing)")
        .formatted(key, shown(now), shown(then));
  }

  private static String shown(String value) {
    return value.isEmpty() ? "none" : value;
  }

  /** What decides the predictions, and the name of the weights. */
  private static Map<String, String> made(
      NetworkIdentity network, TestConfig config, TestTimeViews views) {
    Map<String, String> made = of(network);
    made.put("mode", config.mode().name());
    made.put("transforms", config.transforms().toString());
    if (views != TestTimeViews.NONE) {
      made.put(VIEWS, views.name());
    }
    return made;
  }

  private static Map<String, String> of(NetworkIdentity network) {
    Map<String, String> made = new LinkedHashMap<>();
    made.put(NAME, network.weights());
    made.put("weights_sha256", network.sha256());
    return made;
  }
}

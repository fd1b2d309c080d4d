package org.bis5k.train.slide;

import java.nio.file.Path;
import java.util.Map;
import org.bis5k.data.FileDigest;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.train.predict.NetworkIdentity;
import org.bis5k.train.predict.ProvenanceJson;

/**
 * The record of a large image's results, {@code .provenance.json} behind the name of the result:
 * the weights and the image, how tiles were made and results saved, and what computed.
 */
public final class SlideRecord {

  private SlideRecord() {}

  /**
   * Writes the record.
   *
   * @param output the files that were written, and how
   * @param image the image they were made of
   * @param inference how it was cut and prepared
   * @param network the network that made them
   * @throws InvalidInputException if the image cannot be read or the record cannot be written
   */
  public static void write(
      SlideOutput output, Path image, TiledInference inference, NetworkIdentity network) {
    Map<String, String> made = network.entries();
    made.put("image", String.valueOf(image.getFileName()));
    made.put("image_sha256", FileDigest.of(image).hex());
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
    ProvenanceJson.write(output.record(), Provenance.now(0, "", network.engine(), made));
  }
}

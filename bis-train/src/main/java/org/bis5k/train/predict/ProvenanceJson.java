package org.bis5k.train.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;

/** Provenance as JSON, as run folders, weight files and prediction folders hold it. */
public final class ProvenanceJson {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ProvenanceJson() {}

  /**
   * The JSON text of a provenance.
   *
   * @param provenance the provenance
   * @return indented JSON without a final line break
   */
  public static String text(Provenance provenance) {
    try {
      return MAPPER.writeValueAsString(provenance.toMap());
    } catch (JsonProcessingException e) {
      throw new AssertionError("Texts and numbers can always be written as JSON", e);
    }
  }

  /**
   * Writes a provenance to a file, whole or not at all.
   *
   * @param file the file to write
   * @param provenance the provenance
   * @throws InvalidInputException if the file cannot be written
   */
  public static void write(Path file, Provenance provenance) {
    byte[] json = (text(provenance) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(json));
  }

  /**
   * One top-level value of a provenance text.
   *
   * @param json the text
   * @param key the name of the value, for example {@code seed}
   * @param origin where the text comes from, for messages
   * @return the value as text; empty where it is missing
   * @throws InvalidInputException if the text is not JSON
   */
  public static String value(String json, String key, String origin) {
    return tree(json, origin).path(key).asText();
  }

  /**
   * One of the additional values of a provenance text, under {@code extra}.
   *
   * @param json the text
   * @param key the name of the value
   * @param origin where the text comes from, for messages
   * @return the value as text; empty where it is missing
   * @throws InvalidInputException if the text is not JSON
   */
  public static String extra(String json, String key, String origin) {
    return tree(json, origin).path("extra").path(key).asText();
  }

  private static JsonNode tree(String json, String origin) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(origin + ": no provenance: " + e.getOriginalMessage(), e);
    }
  }
}

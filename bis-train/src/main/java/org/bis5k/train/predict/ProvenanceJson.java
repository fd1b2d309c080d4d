package org.bis5k.train.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;

/** Provenance as the JSON of run folders and weight files. */
public final class ProvenanceJson {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ProvenanceJson() {}

  public static String text(Provenance provenance) {
    try {
      return MAPPER.writeValueAsString(provenance.toMap());
    } catch (JsonProcessingException e) {
      throw new AssertionError("Texts and numbers always have a JSON form", e);
    }
  }

  /** One value of such a text, empty where it is missing; {@code origin} names it in messages. */
  public static String value(String json, String key, String origin) {
    return tree(json, origin).path(key).asText();
  }

  /** One of the further values of such a text, empty where it is missing. */
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

package org.bis5k.train.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A JSON file beside the tests. */
public final class GoldenJson {

  private GoldenJson() {}

  public static JsonNode read(String name) {
    try (var in = GoldenJson.class.getResourceAsStream(name)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}

package org.bis5k.model.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON in weight files: parsers with limits, and metadata, which are an object of strings. */
final class MetadataJson {

  private static final int MAX_DEPTH = 4;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private MetadataJson() {}

  /** Returns a parser that refuses a field twice and more than 4 levels. */
  static JsonParser parser(String text) throws IOException {
    return JSON.createParser(text);
  }

  /**
   * Reads the strings of an object, whose beginning is the current token, up to its end.
   *
   * @param where begins the message about a value that is no string, before its key
   */
  static Map<String, String> read(JsonParser json, FileBytes file, ReadBudget budget, String where)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      budget.metadata(key);
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw file.fault(
            "%s%s (byte %d): expected VALUE_STRING, found %s"
                .formatted(
                    where, key, json.currentTokenLocation().getCharOffset(), json.currentToken()));
      }
      metadata.put(key, json.getText());
    }
    return metadata;
  }
}

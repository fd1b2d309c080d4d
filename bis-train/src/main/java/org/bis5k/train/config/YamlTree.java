package org.bis5k.train.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bis5k.data.InvalidInputException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads YAML into plain nodes from a token stream, so that no file can have a class instantiated.
 * Aliases, tags, deep nesting and large files are refused while they are read.
 */
final class YamlTree {

  static final int MAX_BYTES = 1_000_000;
  static final int MAX_DEPTH = 32;

  private static final YAMLFactory FACTORY = YAMLFactory.builder().loaderOptions(limits()).build();

  private final YAMLParser parser;
  private final String origin;
  private final boolean numbered;

  private YamlTree(YAMLParser parser, String origin, boolean numbered) {
    this.parser = parser;
    this.origin = origin;
    this.numbered = numbered;
  }

  private static LoaderOptions limits() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    return options;
  }

  /** The document of a file. */
  static ConfigNode read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw InvalidInputException.in(file, "no such configuration file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
    if (bytes.length > MAX_BYTES) {
      throw InvalidInputException.in(
          file, "a configuration file has at most " + MAX_BYTES + " bytes; this one is larger");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return parse(text.startsWith("\uFEFF") ? text.substring(1) : text, file.toString(), true);
    } catch (CharacterCodingException e) {
      throw InvalidInputException.in(file, "expected UTF-8 text; save the file as UTF-8", e);
    }
  }

  /** The document of a text; messages name it {@code origin}. */
  static ConfigNode text(String text, String origin) {
    return parse(text, origin, true);
  }

  /** The value of a command-line setting; {@code origin} is the setting as given. */
  static ConfigNode value(String text, String origin) {
    return text.isBlank() ? new ConfigNode.Scalar(null, origin) : parse(text, origin, false);
  }

  private static ConfigNode parse(String text, String origin, boolean numbered) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      YamlTree tree = new YamlTree(parser, origin, numbered);
      if (parser.nextToken() == null) {
        throw new InvalidInputException(origin + ": the file is empty");
      }
      ConfigNode node = tree.node(tree.where(), 0);
      if (parser.nextToken() != null) {
        throw tree.error("expected one YAML document; a second one begins here");
      }
      return node;
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : ": line " + e.getLocation().getLineNr();
      throw new InvalidInputException(
          origin + (numbered ? line : "") + ": not valid YAML: " + summary(e.getOriginalMessage()),
          e);
    } catch (IOException | YAMLException e) {
      throw new InvalidInputException(
          origin + ": not valid YAML: " + summary(String.valueOf(e.getMessage())), e);
    }
  }

  /** The parser's message without its indented excerpts of the text. */
  private static String summary(String message) {
    return message.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining(", "));
  }

  private ConfigNode node(String where, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw error("nested deeper than " + MAX_DEPTH + " levels");
    }
    requirePlain();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return fields(where, depth);
    }
    if (token == JsonToken.START_ARRAY) {
      List<ConfigNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(where(), depth + 1));
      }
      return new ConfigNode.Items(List.copyOf(items), where);
    }
    // "key:" and "key: ''" both leave the value out.
    boolean nothing = token == JsonToken.VALUE_NULL || parser.getText().isEmpty();
    return new ConfigNode.Scalar(nothing ? null : parser.getText(), where);
  }

  private ConfigNode fields(String where, int depth) throws IOException {
    Map<String, ConfigNode> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      requirePlain();
      String key = parser.currentName();
      String place = where();
      if (fields.containsKey(key)) {
        throw error("the key '" + key + "' stands here a second time");
      }
      parser.nextToken();
      fields.put(key, node(place, depth + 1));
    }
    return new ConfigNode.Fields(fields, where);
  }

  private void requirePlain() throws IOException {
    if (parser.isCurrentAlias()) {
      throw error("aliases (*name) are not supported; write the value out");
    }
    if (parser.getTypeId() != null) {
      String tag = parser.getTypeId().toString().replace("tag:yaml.org,2002:", "!");
      throw error("tags (!" + tag + ") are not supported; write the plain value");
    }
  }

  private String where() {
    return numbered ? origin + ": line " + parser.currentTokenLocation().getLineNr() : origin;
  }

  private InvalidInputException error(String problem) {
    return new InvalidInputException(where() + ": " + problem);
  }
}

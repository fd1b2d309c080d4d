package org.bis5k.model.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.bis5k.data.PlainText;
import org.bis5k.model.weights.FileBytes;

/**
 * Checks where a model says that its weights lie. A runtime would read any file that the model
 * names, and knows names for places in memory; so only a whole file beside the model is accepted,
 * by its plain name.
 */
final class OnnxExternalData {

  private static final Pattern NAME = Pattern.compile("[^/\\\\:*\\p{Cntrl}]+");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final FileBytes model;

  /** The lengths in bytes of the files that were checked, by name. */
  private final Map<String, Long> lengths = new HashMap<>();

  OnnxExternalData(FileBytes model) {
    this.model = model;
  }

  /** The place of one tensor, as far as it is read; keys other than these three do not matter. */
  static final class Place {
    private boolean external;
    private String location = "";
    private long offset;
    private long length;
  }

  /** Adds an entry to a place; each location is checked, also one that a later entry replaces. */
  void add(Place place, String key, String value) {
    place.external = true;
    switch (key) {
      case "location" -> {
        requireName(value);
        place.location = value;
      }
      case "offset" -> place.offset = number(key, value);
      case "length" -> place.length = number(key, value);
      default -> {}
    }
  }

  private void requireName(String location) {
    if (!NAME.matcher(location).matches() || location.equals("..") || location.equals(".")) {
      throw model.fault(
          ("says that its weights are in \"%s\"; only a file beside the model is read, named"
                  + " without its folder")
              .formatted(PlainText.excerpt(location)));
    }
  }

  private long number(String key, String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw model.fault(
          "the %s of its weights should be a number of bytes; found %s"
              .formatted(key, PlainText.excerpt(text)));
    }
    return Long.parseLong(text);
  }

  /** Checks that the file of a tensor is beside the model and long enough. */
  void requireWhole(Place place) {
    if (!place.external) {
      return;
    }
    long end = place.offset + place.length;
    long found = lengths.computeIfAbsent(place.location, this::length);
    if (found < end) {
      throw model.fault(
          "its weights are in %s, which is truncated: expected %d bytes or more; found %d"
              .formatted(beside(place.location), end, found));
    }
  }

  private Path beside(String location) {
    try {
      return model.file().resolveSibling(location);
    } catch (InvalidPathException e) {
      throw model.fault(
          "says that its weights are in \"%s\", which can be no file here"
              .formatted(PlainText.excerpt(location)),
          e);
    }
  }

  private long length(String location) {
    Path data = beside(location);
    if (!Files.isRegularFile(data)) {
      throw model.fault(
          "its weights are in %s, which is missing; both files belong together".formatted(data));
    }
    try {
      Path folder = model.file().toAbsolutePath().getParent().toRealPath();
      Path real = data.toRealPath();
      if (!real.startsWith(folder)) {
        throw model.fault(
            "its weights are in %s, a symbolic link out of its folder, to %s; copy that file here"
                .formatted(data, real));
      }
      return Files.size(real);
    } catch (IOException e) {
      throw model.fault("its weights are in %s, which cannot be read: %s".formatted(data, e), e);
    }
  }
}

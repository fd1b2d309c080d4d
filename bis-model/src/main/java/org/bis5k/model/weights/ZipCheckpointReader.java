package org.bis5k.model.weights;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads PyTorch's present container (since 1.6): a zip archive with the pickle {@code data.pkl},
 * one entry {@code data/KEY} for each storage, and the format's {@code version}.
 */
final class ZipCheckpointReader {

  /** Where {@link ZipCheckpointWriter} keeps metadata; PyTorch leaves such entries alone. */
  static final String METADATA_ENTRY = "extra/metadata.json";

  static final String CONTAINER = "pth (zip)";
  private static final String PICKLE = "/data.pkl";
  private static final int MAX_METADATA = 16 << 20;

  private ZipCheckpointReader() {}

  static boolean accepts(ByteBuffer start) {
    return start.remaining() >= 4 && start.get(0) == 'P' && start.get(1) == 'K';
  }

  static WeightFile read(FileBytes file) {
    ZipDirectory zip = ZipDirectory.read(file);
    String root = root(file, zip);
    checkByteOrder(file, zip, root + "byteorder");
    String pickle = root + PICKLE.substring(1);
    if (zip.length(pickle) > PickleReader.MAX_BYTES) {
      throw file.fault(
          "its pickle has %d bytes; at most %d are read"
              .formatted(zip.length(pickle), PickleReader.MAX_BYTES));
    }
    ReadBudget budget = ReadBudget.of(file, zip.length(pickle));
    Object value =
        PickleReader.read(
            new PickleInput(file, zip.bytes(pickle), budget), new TorchMeaning(file, budget));
    WeightFile weights =
        TorchCheckpoint.of(
            file, budget, value, storage -> storage(file, zip, root, storage), CONTAINER);
    Map<String, String> metadata = metadata(file, zip, root + METADATA_ENTRY, budget);
    metadata.putAll(weights.metadata());
    return weights.withMetadata(metadata);
  }

  /** Finds the archive's one folder; its slash is included. */
  private static String root(FileBytes file, ZipDirectory zip) {
    String root = null;
    for (String name : zip.names()) {
      if (name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length()) {
        if (root != null) {
          throw file.fault("the archive has two pickles: in " + root + " and " + name);
        }
        root = name.substring(0, name.indexOf('/') + 1);
      }
    }
    if (root == null) {
      throw file.fault("is a zip archive but no PyTorch file: it has no entry FOLDER/data.pkl");
    }
    return root;
  }

  private static void checkByteOrder(FileBytes file, ZipDirectory zip, String name) {
    if (zip.contains(name)
        && !StandardCharsets.US_ASCII.decode(zip.bytes(name)).toString().strip().equals("little")) {
      throw file.fault("was saved on a big-endian machine; only little-endian files are read");
    }
  }

  private static TensorBytes storage(
      FileBytes file, ZipDirectory zip, String root, StoredTensor.Storage storage) {
    String name = root + "data/" + storage.key();
    if (!zip.contains(name)) {
      throw file.fault("the archive lacks the entry " + name);
    }
    long found = zip.length(name);
    int size = storage.type().bytes();
    if (found % size != 0 || found / size != storage.elements()) {
      throw file.fault(
          "storage %s should hold %d elements of %d bytes; its entry has %d bytes"
              .formatted(name, storage.elements(), size, found));
    }
    return zip.range(name);
  }

  private static Map<String, String> metadata(
      FileBytes file, ZipDirectory zip, String name, ReadBudget budget) {
    if (!zip.contains(name)) {
      return new LinkedHashMap<>();
    }
    if (zip.length(name) > MAX_METADATA) {
      throw file.fault(
          "entry %s has %d bytes; at most %d are read"
              .formatted(name, zip.length(name), MAX_METADATA));
    }
    String text = StandardCharsets.UTF_8.decode(zip.bytes(name)).toString();
    try (JsonParser json = MetadataJson.parser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw file.fault("entry " + name + " is no JSON object of strings");
      }
      return MetadataJson.read(json, file, budget, "entry " + name + " is wrong at ");
    } catch (IOException e) {
      throw file.fault("entry " + name + " is no JSON", e);
    }
  }
}

package org.bis5k.model.weights;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads PyTorch's container before 1.6: four pickles (magic number, protocol version, machine,
 * object), a pickle with the storages' keys, and for each its element count (64 bits) and bytes.
 * Bytes behind the last storage are left alone, as PyTorch does.
 */
final class LegacyCheckpointReader {

  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final byte[] START = {
    (byte) 0x80,
    2,
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19
  };
  private static final long VERSION = 1001;

  private LegacyCheckpointReader() {}

  static boolean accepts(ByteBuffer start) {
    return start.remaining() >= START.length
        && start.slice(0, START.length).equals(ByteBuffer.wrap(START));
  }

  static WeightFile read(FileBytes file) {
    long length = Math.min(file.size(), PickleReader.MAX_BYTES);
    ReadBudget budget = ReadBudget.of(file, length);
    PickleInput in = new PickleInput(file, file.slice(0, length, "The pickles"), budget);
    TorchMeaning meaning = new TorchMeaning(file, budget);
    if (!PickleReader.read(in, meaning).equals(MAGIC)) {
      throw file.fault("does not begin with the magic number of PyTorch's legacy format");
    }
    if (!Long.valueOf(VERSION).equals(PickleReader.read(in, meaning))) {
      throw file.fault("has another version of PyTorch's legacy format than " + VERSION);
    }
    if (PickleReader.read(in, meaning) instanceof Pickle.Dictionary machine
        && Boolean.FALSE.equals(machine.get("little_endian"))) {
      throw file.fault("was saved on a big-endian machine; only little-endian files are read");
    }
    Object value = PickleReader.read(in, meaning);
    if (!(PickleReader.read(in, meaning) instanceof List<?> keys)) {
      throw file.fault("has no list of its storages");
    }
    Map<String, Long> places = places(file, keys, meaning, in.position());
    return TorchCheckpoint.of(
        file, budget, value, storage -> storage(file, places, storage), "pth (legacy)");
  }

  /** Finds where each storage's bytes begin; the sequence is checked against the file. */
  private static Map<String, Long> places(
      FileBytes file, List<?> keys, TorchMeaning meaning, long start) {
    Map<String, Long> places = new HashMap<>();
    long at = start;
    for (Object key : keys) {
      StoredTensor.Storage storage = key instanceof String ? meaning.storages().get(key) : null;
      if (storage == null) {
        throw file.fault("lists a storage that no tensor uses, so its element size is unknown");
      }
      long count = file.slice(at, 8, "The size of storage " + key).getLong(0);
      if (count != storage.elements()) {
        throw file.fault(
            "storage %s should hold %d elements; the file says %d"
                .formatted(key, storage.elements(), count));
      }
      at += 8;
      if (count > (file.size() - at) / storage.type().bytes()) {
        throw file.fault(
            ("storage %s should hold %d elements of %d bytes, but only %d bytes are left: the file"
                    + " is truncated or damaged")
                .formatted(key, count, storage.type().bytes(), file.size() - at));
      }
      if (places.put(storage.key(), at) != null) {
        throw file.fault("lists storage " + key + " twice");
      }
      at += count * storage.type().bytes();
    }
    return places;
  }

  private static TensorBytes storage(
      FileBytes file, Map<String, Long> places, StoredTensor.Storage ref) {
    Long place = places.get(ref.key());
    if (place == null) {
      throw file.fault("lacks the storage " + ref.key());
    }
    return file.range(place, ref.elements() * ref.type().bytes(), "Storage " + ref.key());
  }
}

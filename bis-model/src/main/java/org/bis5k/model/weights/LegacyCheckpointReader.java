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
    ByteBuffer pickles = file.slice(0, length, "The pickles");
    TorchMeaning meaning = new TorchMeaning(file);
    if (!PickleReader.read(file, pickles, meaning).equals(MAGIC)) {
      throw file.fault("does not begin with the magic number of PyTorch's legacy format");
    }
    Object version = PickleReader.read(file, pickles, meaning);
    if (!Long.valueOf(VERSION).equals(version)) {
      throw file.fault("has another version of PyTorch's legacy format than " + VERSION);
    }
    if (PickleReader.read(file, pickles, meaning) instanceof Map<?, ?> machine
        && Boolean.FALSE.equals(machine.get("little_endian"))) {
      throw file.fault("was saved on a big-endian machine; only little-endian files are read");
    }
    Object value = PickleReader.read(file, pickles, meaning);
    if (!(PickleReader.read(file, pickles, meaning) instanceof List<?> keys)) {
      throw file.fault("has no list of its storages");
    }
    Map<String, Long> places = places(file, keys, meaning, pickles.position());
    return TorchCheckpoint.of(file, value, ref -> storage(file, places, ref), "pth (legacy)");
  }

  /** Where each storage's bytes begin; the whole sequence is checked against the file. */
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
            "storage "
                + key
                + " should hold "
                + storage.elements()
                + " elements; the file says "
                + count);
      }
      at += 8;
      if (count > (file.size() - at) / storage.type().bytes()) {
        throw file.fault(
            "storage "
                + key
                + " should hold "
                + count
                + " elements of "
                + storage.type().bytes()
                + " bytes, but only "
                + (file.size() - at)
                + " bytes are left: the file is truncated or damaged");
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

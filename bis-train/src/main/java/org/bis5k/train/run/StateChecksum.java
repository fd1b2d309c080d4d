package org.bis5k.train.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.bis5k.model.weights.WeightFile;

/**
 * The checksum that detects damaged checkpoints: CRC-32C (RFC 3720) of all tensors in order, each
 * with its name, type, shape and bytes, and of all metadata except the checksum, sorted by key.
 */
final class StateChecksum {

  /** The key of the checksum in the metadata. */
  static final String KEY = "bis5k.crc32c";

  private StateChecksum() {}

  /** The checksum as eight hexadecimal digits. */
  static String of(WeightFile weights) {
    CRC32C crc = new CRC32C();
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              update(crc, name, tensor.type() + Arrays.toString(tensor.shape()));
              crc.update(tensor.data().duplicate());
            });
    new TreeMap<>(weights.metadata())
        .forEach(
            (key, value) -> {
              if (!key.equals(KEY)) {
                update(crc, key, value);
              }
            });
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }

  private static void update(CRC32C crc, String key, String value) {
    crc.update((key + '\0' + value + '\0').getBytes(StandardCharsets.UTF_8));
  }
}

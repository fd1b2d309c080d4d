package org.bis5k.data.dataset;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.InvalidInputException;

/** SHA-256 over each file's name, a zero byte and the SHA-256 of its content, in list order. */
final class DataFingerprint {

  private DataFingerprint() {}

  static String of(List<Path> files) {
    Hasher all = Hashing.sha256().newHasher();
    for (Path file : files) {
      try {
        byte[] content = MoreFiles.asByteSource(file).hash(Hashing.sha256()).asBytes();
        all.putString(file.getFileName().toString(), StandardCharsets.UTF_8);
        all.putByte((byte) 0).putBytes(content);
      } catch (IOException e) {
        throw InvalidInputException.in(file, "cannot be read: " + e, e);
      }
    }
    return all.hash().toString();
  }
}

package org.bis5k.data;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The SHA-256 of the content of files. */
public final class FileDigest {

  private static final int BUFFER_BYTES = 1 << 16;

  private final HashCode hash;

  private FileDigest(HashCode hash) {
    this.hash = hash;
  }

  /**
   * Reads a file and computes its digest.
   *
   * @param file the file
   * @return the digest
   * @throws InvalidInputException if the file cannot be read
   */
  public static FileDigest of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
  }

  /**
   * Computes the digest of all that remains in a stream.
   *
   * @param in the stream, which is left open
   * @return the digest
   * @throws IOException if the stream fails
   */
  public static FileDigest of(InputStream in) throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      hasher.putBytes(buffer, 0, count);
    }
    return new FileDigest(hasher.hash());
  }

  /**
   * The digest as bytes.
   *
   * @return 32 bytes
   */
  public byte[] bytes() {
    return hash.asBytes();
  }

  /**
   * The digest as text.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String hex() {
    return hash.toString();
  }
}

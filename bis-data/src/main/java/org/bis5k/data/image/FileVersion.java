package org.bis5k.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/**
 * The state of a file when it was opened, to notice that somebody else changes it while it is read.
 *
 * @param key the identity of the file, such as device and inode; null where the system has none
 * @param bytes its length
 * @param written when it was last written to
 */
record FileVersion(Object key, long bytes, FileTime written) {

  static FileVersion of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new FileVersion(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
  }

  /** Refuses another file of the same name, for readers that open it again. */
  void requireSame(Path file) throws IOException {
    FileVersion now = of(file);
    if (!equals(now)) {
      throw changed(now);
    }
  }

  /**
   * Refuses a file that has been written to, for readers that keep it open. They still read the
   * same file after it has been deleted or replaced by another one of its name.
   */
  void requireUnwritten(Path file) throws IOException {
    FileVersion now;
    try {
      now = of(file);
    } catch (NoSuchFileException deleted) {
      return;
    }
    if (Objects.equals(key, now.key) && !equals(now)) {
      throw changed(now);
    }
  }

  private DamagedImageException changed(FileVersion now) {
    return new DamagedImageException(
        "has changed while it was read: it had %d bytes of %s, it has %d bytes of %s; read it again once nobody writes to it"
            .formatted(bytes, written, now.bytes, now.written));
  }
}

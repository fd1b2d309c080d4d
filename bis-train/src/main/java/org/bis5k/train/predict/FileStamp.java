package org.bis5k.train.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.bis5k.data.InvalidInputException;

/**
 * What shows without reading its content that a file was changed or replaced.
 *
 * @param size its length in bytes
 * @param modified the time of its last change
 * @param key its identity in the file system, as text; "null" where the system has none
 */
public record FileStamp(long size, FileTime modified, String key) {

  /**
   * The present stamp of a file.
   *
   * @param file the file
   * @return the stamp
   * @throws InvalidInputException if the file is missing or cannot be looked at
   */
  public static FileStamp of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(
          attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read any more: " + e, e);
    }
  }

  /**
   * Refuses a file that was changed or replaced since this stamp was taken.
   *
   * @param file the file
   * @throws InvalidInputException if the file has another stamp or is missing
   */
  public void requireSame(Path file) {
    if (!of(file).equals(this)) {
      throw InvalidInputException.in(file, "was changed while it was read; predict it again");
    }
  }
}

package org.bis5k.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes several files that belong together: if one cannot be written, all of them are as they were
 * before. Every file is written under a temporary name, and existing ones are copied, before the
 * first is replaced; so a full disk changes nothing.
 */
public final class AtomicFiles {

  private final List<Path> written = new ArrayList<>();
  private final List<Path> backups = new ArrayList<>(); // null where there was no file
  private int moved;

  private AtomicFiles() {}

  /**
   * One of the files.
   *
   * @param file the file; its folder must exist
   * @param content what to write
   */
  public record Part(Path file, AtomicFile.Content content) {}

  /**
   * Writes all files or none, replacing those of the same name. Only a process that ends between
   * two moves leaves some of the files replaced; each file is whole even then.
   *
   * @param parts the files, each once
   * @throws InvalidInputException if a file cannot be written; the message names it
   */
  public static void write(List<Part> parts) {
    new AtomicFiles().writeAll(parts);
  }

  private void writeAll(List<Part> parts) {
    Path at = null;
    try {
      for (Part part : parts) {
        at = part.file();
        AtomicFile.requireReplaceable(at);
        written.add(TemporaryName.next(at));
        AtomicFile.fill(written.get(written.size() - 1), part.content());
      }
      for (Part part : parts) {
        at = part.file();
        backUp(at);
      }
      for (Part part : parts) {
        at = part.file();
        AtomicFile.move(written.get(moved), at);
        moved++;
      }
      for (Path backup : backups) {
        deleteIfExists(backup);
      }
    } catch (IOException e) {
      undo(parts, e);
      throw InvalidInputException.in(at, "cannot be written: " + e, e);
    } catch (RuntimeException | Error e) {
      undo(parts, e);
      throw e;
    }
  }

  private void backUp(Path file) throws IOException {
    backups.add(null);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Path backup = TemporaryName.next(file);
      backups.set(backups.size() - 1, backup);
      Files.copy(file, backup, LinkOption.NOFOLLOW_LINKS); // a link is copied as a link
    }
  }

  /** Restores what was moved, in reverse order, and deletes what was not. */
  private void undo(List<Part> parts, Throwable failure) {
    for (int i = moved - 1; i >= 0; i--) {
      Path file = parts.get(i).file();
      Path backup = backups.get(i);
      attempt(failure, () -> restore(file, backup));
    }
    for (Path left : written.subList(moved, written.size())) {
      attempt(failure, () -> deleteIfExists(left));
    }
    for (Path backup : backups.subList(Math.min(moved, backups.size()), backups.size())) {
      attempt(failure, () -> deleteIfExists(backup));
    }
  }

  private static void restore(Path file, Path backup) throws IOException {
    if (backup == null) {
      Files.deleteIfExists(file);
    } else if (Files.exists(backup)) {
      AtomicFile.move(backup, file);
    }
  }

  private static void deleteIfExists(Path file) throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void attempt(Throwable failure, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}

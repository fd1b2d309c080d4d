package org.bis5k.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bis5k.data.InvalidInputException;

/**
 * What every reader keeps to, whatever its input: it returns, or throws our own exception whose
 * message begins with the file and says why, within a second of processor time and little memory.
 */
final class Limits {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MAX_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

  private Limits() {}

  /** Reads a file. */
  @FunctionalInterface
  interface Reader {
    void read(Path file);
  }

  /** Lets a reader read the bytes as a file of the given name. */
  static void check(String name, byte[] bytes, long maxBytes, Reader reader) {
    Path file = write(name, bytes);
    Cost cost = cost(file, reader);
    if (cost.bytes > maxBytes || cost.nanoseconds > MAX_NANOSECONDS) {
      cost = cost(file, reader); // the first time, classes may have been loaded
    }
    if (cost.bytes > maxBytes) {
      throw new AssertionError("Allocated " + cost.bytes + " for " + bytes.length + " bytes");
    }
    if (cost.nanoseconds > MAX_NANOSECONDS) {
      throw new AssertionError("Took " + cost.nanoseconds / 1_000_000 + " ms");
    }
  }

  /** What one reading took. */
  private record Cost(long nanoseconds, long bytes) {}

  private static Cost cost(Path file, Reader reader) {
    long begun = THREADS.getCurrentThreadCpuTime();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    try {
      reader.read(file);
    } catch (InvalidInputException refused) {
      requireReason(refused, file.toString());
    }
    return new Cost(
        THREADS.getCurrentThreadCpuTime() - begun,
        THREADS.getCurrentThreadAllocatedBytes() - allocated);
  }

  private static void requireReason(InvalidInputException refused, String file) {
    String message = refused.getMessage();
    boolean reason = message.length() > file.length() + 10 && !message.endsWith(": null");
    if (!message.startsWith(file) || !reason) {
      throw new AssertionError("The message names no file or no reason: " + message, refused);
    }
  }

  private static Path write(String name, byte[] bytes) {
    try {
      return Files.write(Path.of(System.getProperty("java.io.tmpdir"), name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

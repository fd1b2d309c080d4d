package org.bis5k.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of temporary files: {@code .NAME.PROCESS-MACHINE_PURPOSE.tmp} in the folder of the file
 * NAME. A NAME of more than 200 bytes is cut, so that every name that the file system takes can be
 * written. MACHINE is a hash of the host's name and, on Linux, of the process namespace.
 *
 * <p>A leftover is a temporary file whose process no longer runs. On the own machine the process
 * number decides; one that a later process has taken over does not count. On other machines, which
 * may share the folder, and where the machine is unknown, a file counts as left over when it was
 * not written to for an hour.
 */
final class TemporaryName {

  private static final int MOST_NAME_BYTES = 200;
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  /** How much later than a file's last change its process may seem to have started. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private static final Pattern OF_ANY_FILE =
      Pattern.compile("\\..+\\.(\\d{1,18})-([0-9a-f]{8})_\\w+\\.tmp", Pattern.DOTALL);
  private static final AtomicLong COUNT = new AtomicLong();
  private static final Optional<String> MACHINE = machine();

  private TemporaryName() {}

  /** A name that no other file has. */
  static Path next(Path file) {
    return of(file, Long.toString(COUNT.incrementAndGet()));
  }

  /** The name for a purpose that a process has once per file. */
  static Path of(Path file, String purpose) {
    String owner = ProcessHandle.current().pid() + "-";
    String machine = MACHINE.map(known -> known + "_").orElse("");
    return file.resolveSibling("." + cut(file) + "." + owner + machine + purpose + ".tmp");
  }

  /** Deletes the leftovers of a file. */
  static void removeOf(Path file) throws IOException {
    Pattern ofFile =
        Pattern.compile(
            Pattern.quote("." + cut(file) + ".") + "(\\d{1,18})-(?:([0-9a-f]{8})_)?\\w+\\.tmp");
    remove(file.toAbsolutePath().getParent(), ofFile);
  }

  /** Deletes the leftovers of all files of a folder. */
  static void removeIn(Path folder) throws IOException {
    remove(folder, OF_ANY_FILE);
  }

  private static void remove(Path folder, Pattern pattern) throws IOException {
    Predicate<Path> named = path -> path.getFileName().toString().endsWith(".tmp");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(named).toList()) {
        Matcher name = pattern.matcher(file.getFileName().toString());
        if (name.matches() && isLeft(file, Long.parseLong(name.group(1)), name.group(2))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isLeft(Path file, long process, String machine) throws IOException {
    Instant changed = Files.getLastModifiedTime(file).toInstant();
    boolean here = MACHINE.isPresent() && MACHINE.get().equals(machine);
    return !runs(process, changed)
        && (here || changed.isBefore(Instant.now().minus(ABANDONED_AFTER)));
  }

  private static boolean runs(long process, Instant changed) {
    Optional<ProcessHandle> found = ProcessHandle.of(process);
    return found.isPresent()
        && found
            .flatMap(running -> running.info().startInstant())
            .map(start -> !start.isAfter(changed.plus(CLOCK_TOLERANCE)))
            .orElse(true);
  }

  /** The name of a file, cut between two characters. */
  private static String cut(Path file) {
    String name = file.getFileName().toString();
    int end = name.length();
    while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end);
  }

  /** Eight hexadecimal digits; empty where the machine cannot be told from others. */
  private static Optional<String> machine() {
    Path host = Path.of("/proc/sys/kernel/hostname");
    Path namespace = Path.of("/proc/self/ns/pid");
    try {
      String name =
          Files.isReadable(host)
              ? Files.readString(host).strip() + Files.readSymbolicLink(namespace)
              : System.getenv().getOrDefault("COMPUTERNAME", System.getenv("HOSTNAME"));
      return Optional.ofNullable(name)
          .map(known -> String.format(Locale.ROOT, "%08x", known.hashCode()));
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }
}

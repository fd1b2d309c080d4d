package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bis5k.testing.FailingDisk;
import org.bis5k.testing.FailingDisk.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {

  /** No system has so many processes. */
  private static final String NOBODY = "99999999999";

  private static final String OWN = Long.toString(ProcessHandle.current().pid());

  @TempDir Path folder;

  private static void write(Path file, String text) {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Every name of 255 bytes, the most that Linux takes: of one, two, three and four bytes each. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "\u00e4", "\u20ac", "\ud83d\ude00"})
  void namesMayBeAsLongAsTheFileSystemTakes(String letter) throws IOException {
    int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
    String name = letter.repeat(255 / bytes) + "x".repeat(255 % bytes);
    Path file = folder.resolve(name);
    write(file, "content");
    assertThat(names()).containsExactly(name);
    AtomicFile.writeDurably(
        file, channel -> AtomicFile.writeFully(channel, StandardCharsets.UTF_8.encode("later")));
    assertThat(file).hasContent("later");
    Path temporary = AtomicFile.temporary(file, "rows");
    assertThat(temporary.getFileName().toString().getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(255);
    assertThat(temporary.getFileName().toString()).startsWith("." + letter).endsWith("_rows.tmp");
  }

  @ParameterizedTest
  @EnumSource
  void aFailureLeavesWhatWasThereAndNamesTheCause(Fault fault) throws IOException {
    if (fault == Fault.CRASH) {
      return; // nothing is promised about the temporary file of a process that ends
    }
    FailingDisk disk = FailingDisk.over(folder);
    Path file = disk.root().resolve("a.txt");
    write(file, "before");
    disk.fail(fault, disk.operations());
    assertThatThrownBy(() -> write(file, "after"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": cannot be written: ");
    disk.mend();
    assertThat(folder.resolve("a.txt")).hasContent("before");
    assertThat(names()).containsExactly("a.txt");
  }

  private Path leave(String name, Duration age) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "half");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  /** A temporary name of a file as another process of this machine would choose it. */
  private String name(String file, String process) {
    String own = AtomicFile.temporary(folder.resolve(file), "7").getFileName().toString();
    return own.replace("." + OWN + "-", "." + process + "-");
  }

  @Test
  void deletesWhatEndedProcessesLeft() throws IOException {
    Path killed = leave(name("a.png", NOBODY), Duration.ZERO);
    Path longName = leave(name("n".repeat(255), NOBODY), Duration.ZERO);
    Path elsewhere = leave(".a.png.123-0f0f0f0f_1.tmp".replace("123", NOBODY), Duration.ofHours(2));
    // The number of this process, but the file is older than the process.
    Path reused = leave(name("b.png", OWN), Duration.ofDays(400));
    List<Path> kept =
        List.of(
            leave(name("a.png", OWN), Duration.ZERO),
            leave(".a.png." + NOBODY + "-0f0f0f0f_2.tmp", Duration.ofMinutes(50)),
            leave(".a.png." + NOBODY + "-2.tmp", Duration.ofDays(1)),
            leave(".a.png.mine.tmp", Duration.ofDays(1)),
            leave("a.png." + NOBODY + "-0f0f0f0f_2.tmp", Duration.ofDays(1)),
            leave("a.png", Duration.ofDays(1)));
    AtomicFile.removeLeftovers(folder);
    assertThat(List.of(killed, longName, elsewhere, reused))
        .allSatisfy(file -> assertThat(file).doesNotExist());
    assertThat(kept).allSatisfy(file -> assertThat(file).exists());
    AtomicFile.removeLeftovers(folder.resolve("missing"));
  }

  @Test
  void deletesWhatEndedProcessesLeftOfOneFile() throws IOException {
    Path killed = leave(name("a.png", NOBODY), Duration.ZERO);
    Path earlier = leave(".a.png." + NOBODY + "-2.tmp", Duration.ofHours(2));
    Path other = leave(name("b.png", NOBODY), Duration.ZERO);
    AtomicFile.discardAbandoned(folder.resolve("a.png"));
    assertThat(killed).doesNotExist();
    assertThat(earlier).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void refusesAMissingFolderAndAFolderAsFile() throws IOException {
    Path missing = folder.resolve("missing").resolve("a.txt");
    assertThatThrownBy(() -> write(missing, ""))
        .hasMessage(missing + ": cannot be written: its folder does not exist");
    Path taken = Files.createDirectory(folder.resolve("taken"));
    assertThatThrownBy(() -> write(taken, ""))
        .hasMessage(taken + ": cannot be written: it is a folder");
  }
}

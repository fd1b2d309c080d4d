package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bis5k.testing.FailingDisk;
import org.bis5k.testing.FailingDisk.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class AtomicFilesTest {

  private static final Map<String, String> BEFORE = Map.of("a", "old a", "c", "old c");
  private static final Map<String, String> AFTER = Map.of("a", "new a", "b", "new b", "c", "new c");

  @TempDir Path temporary;

  private static List<AtomicFiles.Part> parts(Path folder) {
    List<AtomicFiles.Part> parts = new ArrayList<>();
    new TreeMap<>(AFTER)
        .forEach(
            (name, text) ->
                parts.add(
                    new AtomicFiles.Part(
                        folder.resolve(name),
                        out -> out.write(text.getBytes(StandardCharsets.UTF_8)))));
    return parts;
  }

  private static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        content.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return content;
  }

  private Path prepared(String name) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve(name));
    for (Map.Entry<String, String> file : BEFORE.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  private int operations() throws IOException {
    FailingDisk disk = FailingDisk.over(prepared("counted"));
    AtomicFiles.write(parts(disk.root()));
    assertThat(content(temporary.resolve("counted"))).isEqualTo(AFTER);
    return disk.operations();
  }

  /**
   * Wherever the disk fills up, all files are new or all are as before, and nothing else is left.
   */
  @Test
  void aFullDiskChangesAllOrNothing() throws IOException {
    int operations = operations();
    assertThat(operations).isGreaterThan(10);
    int failures = 0;
    for (int from = 0; from < operations; from++) {
      Path folder = prepared("full-" + from);
      FailingDisk disk = FailingDisk.over(folder);
      disk.fail(Fault.FULL, from);
      boolean written = true;
      try {
        AtomicFiles.write(parts(disk.root()));
      } catch (InvalidInputException e) {
        assertThat(e).hasMessageContaining(": cannot be written: ");
        assertThat(e.file()).isPresent();
        written = false;
        failures++;
      }
      assertThat(content(folder)).as("from %d on", from).isEqualTo(written ? AFTER : BEFORE);
    }
    assertThat(failures).isGreaterThan(6);
  }

  /** Where nothing can be undone, every file is still whole. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FULL")
  void everyFileIsWholeWhateverHappens(Fault fault) throws IOException {
    int operations = operations();
    int failures = 0;
    for (int from = 0; from < operations; from++) {
      Path folder = prepared(fault + "-" + from);
      FailingDisk disk = FailingDisk.over(folder);
      disk.fail(fault, from);
      try {
        AtomicFiles.write(parts(disk.root()));
      } catch (InvalidInputException | FailingDisk.Crash e) {
        failures++;
      }
      Map<String, String> content = content(folder);
      for (String name : AFTER.keySet()) {
        String text = content.get(name);
        if (text != null || BEFORE.containsKey(name)) {
          assertThat(text).as(name).isIn(BEFORE.get(name), AFTER.get(name));
        }
      }
    }
    // On a disk that is gone, only the deletion of copies that are gone too succeeds.
    assertThat(failures).isGreaterThanOrEqualTo(operations - BEFORE.size());
  }

  @Test
  void aFileThatCannotBeReplacedStopsAll() throws IOException {
    Path folder = prepared("folder");
    Files.createDirectory(folder.resolve("b"));
    assertThatThrownBy(() -> AtomicFiles.write(parts(folder)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(folder.resolve("b") + ": cannot be written: it is a folder");
    Files.delete(folder.resolve("b"));
    assertThat(content(folder)).isEqualTo(BEFORE);
  }

  @Test
  void aLinkIsReplacedAndComesBackAsALink() throws IOException {
    Path folder = prepared("links");
    Path target = Files.writeString(temporary.resolve("target"), "elsewhere");
    Path link = folder.resolve("a");
    Files.delete(link);
    Files.createSymbolicLink(link, target);
    List<AtomicFiles.Part> parts = new ArrayList<>(parts(folder));
    parts.add(
        new AtomicFiles.Part(
            folder.resolve("d"),
            out -> {
              throw new IOException("No space left on device");
            }));
    assertThatThrownBy(() -> AtomicFiles.write(parts))
        .hasMessageContaining("No space left on device");
    assertThat(Files.isSymbolicLink(link)).isTrue();
    AtomicFiles.write(parts(folder));
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(target).hasContent("elsewhere");
  }
}

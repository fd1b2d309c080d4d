package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills (SIGKILL) commands while they work: each output is whole or absent, and the next run makes
 * all of them and removes what the killed one left.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
final class KilledCommandsTest {

  private static final int KILLS = 10;
  private static final int KILLED = 128 + 9;

  @TempDir static Path folder;
  private static WritingCommands commands;

  @BeforeAll
  static void makeInputs() {
    commands = WritingCommands.in(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"split", "tables", "segment", "predict", "convert", "export"})
  void outputsAreWholeOrAbsentAndTheNextRunCleansUp(String command) throws Exception {
    Path left = Files.createDirectories(folder.resolve(command + "-left-alone"));
    long begun = System.nanoTime();
    assertThat(start(command, left).exitCode()).isZero();
    long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    Map<String, String> expected = files(left);
    assertThat(expected).isNotEmpty();

    SplittableRandom random = new SplittableRandom(command.length());
    int killed = 0;
    int abandoned = 0;
    for (int moment = 0; killed < KILLS; moment++) {
      assertThat(moment).as("moments tried").isLessThan(5 * KILLS);
      Path out = Files.createDirectories(folder.resolve(command + "-" + moment));
      CommandProcess run = start(command, out);
      run.process().waitFor(random.nextLong(milliseconds / 4, milliseconds), TimeUnit.MILLISECONDS);
      run.process().destroyForcibly();
      int exit = run.exitCode();
      assertThat(exit).isIn(0, KILLED);
      if (exit == KILLED) {
        killed++;
        Map<String, String> found = files(out);
        abandoned += (int) found.keySet().stream().filter(KilledCommandsTest::isTemporary).count();
        found.keySet().removeIf(KilledCommandsTest::isTemporary);
        assertThat(expected).as(command + " killed").containsAllEntriesOf(found);
        CommandProcess again = start(command, out);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(files(out)).as(command + " after a kill").isEqualTo(expected);
      }
    }
    System.out.printf(
        "| %s | %d kills | %d temporary files left, none after the next run |%n",
        command, killed, abandoned);
  }

  private static CommandProcess start(String command, Path out) throws IOException {
    return CommandProcess.start(folder, "true", List.of("-Xmx1g"), commands.into(out).get(command));
  }

  private static boolean isTemporary(String name) {
    return name.endsWith(".tmp");
  }

  /** Contents by name; records without their time, texts without the folder's own name. */
  private static Map<String, String> files(Path out) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        files.put(
            out.relativize(file).toString(),
            text.replaceAll("\"created\" : \"[^\"]*\"", "").replace(out.toString(), "OUT"));
      }
    }
    return files;
  }
}

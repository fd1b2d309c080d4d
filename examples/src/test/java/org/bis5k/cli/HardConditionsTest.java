package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every command that writes, with little of what it needs: it does its work, or ends with 2 and a
 * message. Prints a table of conditions, commands and outcomes.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
final class HardConditionsTest {

  @TempDir static Path folder;
  private static WritingCommands commands;

  @BeforeAll
  static void makeInputs() {
    commands = WritingCommands.in(folder);
  }

  /**
   * A disc is a file system in memory within a mount namespace of the process; {@code DISC} is its
   * folder.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "few files|ulimit -n 256|-Xmx1g|out",
        "few addresses|ulimit -v 12582912|-Xmx2g|out",
        "small heap|true|-Xmx64m|out",
        "smaller heap|true|-Xmx20m|out",
        "little tensor memory|true|-Xmx64m -Dorg.bytedeco.javacpp.maxbytes=8m|out",
        "read-only output|mount -t tmpfs -o ro tmpfs DISC|-Xmx1g|DISC",
        "full output|mount -t tmpfs -o size=4k tmpfs DISC && head -c 4096 /dev/zero > DISC/full|-Xmx1g|DISC",
        "full temporary folder|mount -t tmpfs -o size=4k tmpfs DISC && head -c 4096 /dev/zero > DISC/full|-Xmx1g -Djava.io.tmpdir=DISC|out",
      })
  void worksOrSaysWhyNot(String name, String shell, String options, String output)
      throws Exception {
    Path disc = Files.createDirectories(folder.resolve("disc"));
    boolean mounts = shell.contains("mount");
    assumeTrue(!mounts || canMount(disc), "file systems cannot be mounted here");
    Path out =
        output.equals("DISC")
            ? disc
            : Files.createDirectories(folder.resolve(name.replace(' ', '-')));
    List<String> rows = new ArrayList<>();
    for (Map.Entry<String, List<String>> line : commands.into(out).entrySet()) {
      CommandProcess run =
          CommandProcess.start(
              folder,
              inNamespace(shell.replace("DISC", disc.toString()), mounts),
              List.of(options.replace("DISC", disc.toString()).split(" ")),
              line.getValue());
      int exitCode = run.exitCode();
      String err = run.err();
      rows.add("| %s | %s | %d | %s |".formatted(name, line.getKey(), exitCode, lastLine(err)));
      assertThat(exitCode).as(name + ", " + line.getKey() + ": " + err).isIn(0, 2);
      assertThat(err).as(name + ", " + line.getKey()).doesNotContain("\tat ");
      if (exitCode == 2) {
        assertThat(lastLine(err)).as(line.getKey()).isNotBlank();
      }
    }
    System.out.println("| condition | command | exit code | message |\n| --- | --- | --- | --- |");
    rows.forEach(System.out::println);
  }

  /** The namespace is entered by the shell itself, which then mounts and becomes the command. */
  private static String inNamespace(String shell, boolean mounts) {
    return mounts
        ? "[ -n \"$BIS_MOUNTED\" ] || exec env BIS_MOUNTED=1 unshare -rm sh -c '"
            + shell
            + " && exec \"$@\"' sh \"$@\"; true"
        : shell;
  }

  private static boolean canMount(Path disc) throws IOException, InterruptedException {
    return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", disc.toString())
            .redirectErrorStream(true)
            .start()
            .waitFor()
        == 0;
  }

  private static String lastLine(String err) {
    return err.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("["))
        .reduce("", (before, line) -> line);
  }
}

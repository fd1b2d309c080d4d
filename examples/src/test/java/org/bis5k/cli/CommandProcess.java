package org.bis5k.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command in a process of its own, which can be killed or given little of something. */
final class CommandProcess {

  private final Process process;
  private final Path err;

  private CommandProcess(Process process, Path err) {
    this.process = process;
    this.err = err;
  }

  /**
   * Starts the command.
   *
   * @param logs the folder of its streams
   * @param shell what a shell does before it becomes the command, such as {@code ulimit -n 128}
   * @param options options of the virtual machine
   * @param words the command line
   */
  static CommandProcess start(Path logs, String shell, List<String> options, List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", shell + " && exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Dbis.terminal=false"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bis.class.getName()));
    command.addAll(words);
    Path err = Files.createTempFile(logs, "run", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    return new CommandProcess(process, err);
  }

  Process process() {
    return process;
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** What it printed on the error stream; complete once it has ended. */
  String err() throws IOException {
    return Files.readString(err);
  }
}

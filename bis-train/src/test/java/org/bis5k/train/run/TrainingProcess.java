package org.bis5k.train.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.train.config.RunConfig;

/** A training in a Java process of its own, which a test can kill. */
final class TrainingProcess {

  /** The byte that tells that the process is about to open its run folder. */
  private static final int READY = '!';

  private TrainingProcess() {}

  /** Starts the run of a folder, or goes on with it, on one thread. */
  static Process start(Path run, List<String> settings) throws IOException {
    return start(run, settings, 1); // faster than two for layers of a few pixels
  }

  /** Starts the run of a folder, or goes on with it, with options of the virtual machine. */
  static Process start(Path run, List<String> settings, int threads, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-Xmx1g",
            "-Djava.awt.headless=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            TrainingProcess.class.getName(),
            run.toString()));
    command.addAll(settings);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    Process process = builder.start();
    InputStream out = process.getInputStream();
    int told = out.read();
    if (told != READY) {
      throw new IllegalStateException("The process ended at its start: " + process.exitValue());
    }
    return process;
  }

  /** The process's work. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    List<String> settings = List.of(arguments).subList(1, arguments.length);
    System.out.write(READY);
    System.out.flush();
    RunConfig config = RunConfig.parse("{}", "test", settings);
    try (TrainingRun run =
        Files.exists(folder.resolve("config.yaml"))
            ? TrainingRun.resume(folder, List.of(), List.of())
            : TrainingRun.create(config, folder, List.of())) {
      run.train();
    }
  }
}

package org.bis5k.metrics.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Chromium without a window. A test that finds none is skipped and says so. */
final class Browser {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** How the log tells requests of the page from those of the browser itself. */
  private static final String FROM_A_FILE = "\"network_isolation_key\":\"file://";

  private final Path program;
  private final Path folder;

  private Browser(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** What a page became, what its scripts complained of and what it asked the network for. */
  record Page(String dom, List<String> console, List<String> requests) {}

  /** The browser on the PATH; {@code folder} is for its files. */
  static Browser require(Path folder) {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String message = "SKIPPED: no Chromium on the PATH; reports are not tried in a browser";
      System.err.println(message);
      Assumptions.abort(message);
    }
    return new Browser(found.orElseThrow(), folder);
  }

  /** Loads a file with an address's fragment, for example {@code #sort=mae}, and runs it. */
  Page load(Path file, String fragment) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(folder, "profile");
    Path network = profile.resolve("network.json");
    Path dom = profile.resolve("dom.html");
    Path log = profile.resolve("log.txt");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(
        List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"));
    command.addAll(
        List.of("--disable-background-networking", "--disable-component-update", "--disable-sync"));
    command.addAll(List.of("--user-data-dir=" + profile, "--enable-logging=stderr"));
    command.addAll(List.of("--log-net-log=" + network, "--virtual-time-budget=5000", "--dump-dom"));
    command.add(file.toUri() + fragment);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("The browser did not end; see " + log);
    }
    return new Page(
        Files.readString(dom),
        lines(log).filter(line -> line.contains("CONSOLE")).toList(),
        lines(network)
            .filter(line -> line.contains("\"url\":\"http") && line.contains(FROM_A_FILE))
            .toList());
  }

  private static Stream<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines();
  }
}

package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bis5k.bench.BenchReport;
import org.bis5k.bench.Machine;
import org.bis5k.bench.Measured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bis bench --compare} on reports of known times; nothing is timed. */
final class BenchCommandTest {

  private static final Machine MACHINE = new Machine("P", 2, 8000, "S", "J", "B");

  @TempDir private Path folder;

  private Path report(String name, Machine machine, double forward, double step) {
    Path file = folder.resolve(name);
    new BenchReport(
            "2026-01-01",
            machine,
            List.of(
                new Measured("forward", List.of(forward, forward, 900.0)),
                new Measured("step", List.of(step))))
        .write(file);
    return file;
  }

  @Test
  void aSlowerPassEndsWithOne() {
    Path older = report("a.json", MACHINE, 100, 200);
    Path newer = report("b.json", MACHINE, 105, 240);
    CommandRun run = CommandRun.of("bench", "--compare", older, newer);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactly(
            "forward: 100.0 ms to 105.0 ms, 1.05 times",
            "step: 200.0 ms to 240.0 ms, 1.20 times, SLOWER");
    assertThat(CommandRun.of("bench", "--compare", older, newer, "--tolerance", "25").exitCode())
        .isZero();
  }

  @Test
  void anotherMachineIsPointedOut() {
    Path older = report("a.json", MACHINE, 100, 200);
    Path newer = report("b.json", new Machine("Q", 2, 8000, "S", "J", "B"), 100, 200);
    CommandRun run = CommandRun.of("bench", "--compare", older, newer);
    assertThat(run.out()).startsWith("Warning: measured on Machine[processor=P,");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void otherFilesAreRefused() {
    Path older = report("a.json", MACHINE, 100, 200);
    Path none = folder.resolve("none.json");
    new BenchReport("2026-01-01", MACHINE, List.of(new Measured("else", List.of(1.0)))).write(none);
    CommandRun run = CommandRun.of("bench", "--compare", older, none);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("have no measurement in common");
  }

  @Test
  void aNegativeToleranceIsRefused() {
    Path report = report("a.json", MACHINE, 100, 200);
    CommandRun run = CommandRun.of("bench", "--compare", report, report, "--tolerance", "-5");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--tolerance: expected at least 0; found -5.0");
  }
}

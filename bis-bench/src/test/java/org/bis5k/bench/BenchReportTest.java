package org.bis5k.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports on disk and side by side. */
final class BenchReportTest {

  private static BenchReport report(Measured... results) {
    return new BenchReport("2026-01-01", Machine.current(), List.of(results));
  }

  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    assertThat(new Measured("x", List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
    assertThat(new Measured("x", List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
    assertThatThrownBy(() -> new Measured("x", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x was not measured");
  }

  @Test
  void aReportComesBackAsItWas(@TempDir Path folder) {
    BenchReport report = report(new Measured("a", List.of(1.5, 2.5)));
    report.write(folder.resolve("r.json"));
    assertThat(BenchReport.read(folder.resolve("r.json"))).isEqualTo(report);
    assertThat(report.machine().cores()).isPositive();
    assertThat(report.machine().backend()).startsWith("ND4J");
  }

  @Test
  void anotherFileIsNoReport(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("other.json");
    Files.writeString(file, "{\"speed\": 1}");
    assertThatThrownBy(() -> BenchReport.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("other.json")
        .hasMessageContaining("expected a report of bis bench");
  }

  @Test
  void onlyWhatBothMeasuredIsCompared() {
    BenchReport older = report(new Measured("a", List.of(10.0)), new Measured("b", List.of(1.0)));
    BenchReport newer = report(new Measured("c", List.of(1.0)), new Measured("a", List.of(12.0)));
    List<BenchReport.Change> changes = older.changesTo(newer);
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).ratio()).isEqualTo(1.2);
    assertThat(changes.get(0)).hasToString("a: 10.0 ms to 12.0 ms, 1.20 times");
  }

  @Test
  void theTableHoldsEveryPassInTimesOfTheYardstick() {
    Workload aim = Workload.parse("8 128 4");
    RatioTable table =
        new RatioTable(
            report(
                new Measured("ONNX Runtime forward, " + aim, List.of(50.0)),
                new Measured("forward, " + aim, List.of(100.0)),
                new Measured("training step, " + aim, List.of(300.0))),
            List.of(aim));
    assertThat(table.toString().lines().skip(2))
        .containsExactly(
            "| ONNX Runtime forward, d=8, 128x128, batch 4 | 50 | 1 | | | |",
            "| forward, d=8, 128x128, batch 4 | 100 | 2.00 | | | |",
            "| training step, d=8, 128x128, batch 4 | 300 | 6.00 | 11-13 | 9.0 | 6.0 |");
  }

  @Test
  void workloadsAreReadStrictly() {
    assertThat(Workload.parse("1:352:1")).isEqualTo(new Workload(1, 352, 1));
    assertThatThrownBy(() -> Workload.parse("8:128"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("expected width divisor, side and batch such as 8:128:4; found '8:128'");
  }
}

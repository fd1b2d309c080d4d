package org.bis5k.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.cli.TinyConfig;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeExampleTest {

  private static final Path SOURCE = Path.of("src/test/java/org/bis5k/examples/ReadmeExample.java");

  @Test
  void standsInTheReadmeLineByLine() throws IOException {
    List<String> source = Files.readAllLines(SOURCE);
    List<String> lines =
        source.subList(
            source.indexOf("    // README: begin") + 1, source.indexOf("    // README: end"));
    assertThat(lines).hasSize(12);
    String example = String.join("\n", lines).indent(-4).strip();
    assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + example + "\n```");
  }

  @Test
  void runs(@TempDir Path folder) throws IOException {
    Path data = TinyConfig.data(folder);
    Path run = folder.resolve("run");
    String tiny = RunConfig.load(TinyConfig.file(folder), TinyConfig.settings(data, run)).toYaml();
    Path yaml = Files.writeString(folder.resolve("config.yaml"), tiny);
    DatasetScores scores =
        ReadmeExample.run(yaml, data.resolve("formal_train"), run, folder.resolve("out"));
    assertThat(scores.images()).hasSize(3);
  }
}

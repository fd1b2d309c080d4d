package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that commit f774d85 of this library stopped after its fifth step, kept as a resource: it
 * loads, and it goes on to the same bits as a run of the present library.
 */
class OldRunTest {

  @TempDir Path temporary;

  private static Trainer trainer(RunConfig config, RunFolder folder) {
    FakeNetwork network = new FakeNetwork();
    Validation validation = scored -> network.state().tensors().get("pixel.weight").toFloats()[0];
    return Trainer.of(
        config,
        config.train().dataset().open(BadFiles.FAIL),
        network,
        folder,
        Optional.of(validation),
        List.of());
  }

  private Path copyOfTheOldRun() throws IOException, URISyntaxException {
    Path old = Path.of(OldRunTest.class.getResource("/run/old").toURI());
    Path run = temporary.resolve("old");
    try (Stream<Path> files = Files.walk(old)) {
      for (Path file : files.toList()) {
        Files.copy(file, run.resolve(old.relativize(file).toString()));
      }
    }
    return run;
  }

  @Test
  void goesOnToTheSameBits() throws IOException, URISyntaxException {
    Path data = TinyTissue.write(temporary.resolve("data"), 7);
    RunConfig config = TinyTissue.config(data);
    Path whole = temporary.resolve("whole");
    try (RunFolder folder = RunFolder.create(whole)) {
      trainer(config, folder).train();
    }
    Path run = copyOfTheOldRun();
    RunRecord record = RunRecord.read(run);
    assertThat(record.checkpoint().position()).isEqualTo(new Checkpoint.Position(1, 2, 5));
    assertThat(record.config().with(List.of("Train.Dataset.root=" + data))).isEqualTo(config);
    try (RunFolder folder = RunFolder.resume(run)) {
      TrainingResult result = trainer(config, folder).resume();
      assertThat(result.outcome()).isEqualTo(TrainingResult.Outcome.COMPLETED);
    }
    RunFiles expected = RunFiles.of(whole);
    RunFiles found = RunFiles.of(run);
    for (String file :
        List.of(
            "checkpoints/latest.safetensors",
            "checkpoints/previous.safetensors",
            "checkpoints/best.safetensors",
            "log.jsonl")) {
      assertThat(found.contents().get(file)).as(file).isEqualTo(expected.contents().get(file));
    }
  }
}

package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyStoppingTest {

  @TempDir Path temporary;
  private Path root;
  private Path run;

  @BeforeEach
  void writeData() {
    root = TinyTissue.write(temporary.resolve("data"), 4);
    run = temporary.resolve("run");
  }

  private RunConfig config(int patience) {
    return TinyTissue.config(
        root, "Train.Scheduler.epoch=9", "Train.Validation.patience=" + patience);
  }

  /** Trains on with scores given one per epoch; {@code stopAfter} asks for an end in an epoch. */
  private TrainingResult train(RunConfig config, int stopAfter, Iterator<Double> scores) {
    boolean begun = Files.exists(run);
    Trainer[] trainer = new Trainer[1];
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void epochEnded(EpochReport epoch) {
            if (epoch.epoch() == stopAfter) {
              trainer[0].stop();
            }
          }
        };
    try (RunFolder folder = begun ? RunFolder.resume(run) : RunFolder.create(run)) {
      trainer[0] =
          Trainer.of(
              config,
              config.train().dataset().open(BadFiles.FAIL),
              new FakeNetwork(),
              folder,
              Optional.of(network -> scores.next()),
              List.of(stopper));
      return begun ? trainer[0].resume() : trainer[0].train();
    }
  }

  @Test
  void endsAfterSoManyScoresThatAreNoBetter() {
    Iterator<Double> scores = List.of(0.5, 0.4, 0.6, 0.6, 0.1, 0.2).iterator();
    TrainingResult result = train(config(3), -1, scores);
    assertThat(result.finished()).isTrue();
    assertThat(result.outcome()).isEqualTo(TrainingResult.Outcome.STOPPED_EARLY);
    assertThat(result.epochs()).isEqualTo(6); // 0.6 came third; three more were no better
    assertThat(result.best()).hasValue(0.6);
    assertThat(TrainingLines.end(result))
        .isEqualTo(
            "Trained 6 epochs; validation improves no more; "
                + run.resolve("checkpoints/latest.safetensors"));
    assertThat(run.resolve("SHA256SUMS")).exists();
  }

  @Test
  void countsOnWhenItIsResumed() {
    Iterator<Double> scores = List.of(0.5, 0.4, 0.3, 0.2, 0.1).iterator();
    assertThat(train(config(3), 1, scores).finished()).isFalse();
    TrainingResult result = train(config(3), -1, scores);
    assertThat(result.outcome()).isEqualTo(TrainingResult.Outcome.STOPPED_EARLY);
    assertThat(result.epochs()).isEqualTo(4);
    assertThat(train(config(3), -1, scores).epochs()).isEqualTo(4);
    assertThat(train(config(4), -1, scores).epochs()).as("more patience").isEqualTo(5);
  }

  @Test
  void withoutPatienceAllEpochsAreTrained() {
    Iterator<Double> scores = List.of(9., 8., 7., 6., 5., 4., 3., 2., 1.).iterator();
    TrainingResult result = train(config(0), -1, scores);
    assertThat(result.outcome()).isEqualTo(TrainingResult.Outcome.COMPLETED);
    assertThat(result.epochs()).isEqualTo(9);
  }

  @Test
  void patienceWithoutValidationIsWarnedOf() {
    assertThat(config(3).warnings())
        .contains(
            "Train.Validation.patience is set but Train.Validation.root is not: training never"
                + " ends early.");
    assertThat(config(0).warnings()).noneMatch(warning -> warning.contains("patience"));
  }

  @Test
  void theBestScoreByHand() {
    BestScore first = BestScore.NONE.after(-2);
    assertThat(first).isEqualTo(new BestScore(OptionalDouble.of(-2), 0));
    assertThat(first.after(-2)).isEqualTo(new BestScore(OptionalDouble.of(-2), 1));
    assertThat(first.after(-3).after(-1)).isEqualTo(new BestScore(OptionalDouble.of(-1), 0));
    assertThat(first.after(-3).exhausts(2)).isFalse();
    assertThat(first.after(-3).exhausts(1)).isTrue();
    assertThat(first.after(-3).exhausts(0)).isFalse();
  }
}

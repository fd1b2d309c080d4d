package org.bis5k.metrics.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.metrics.Curve;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.DatasetScoresBuilder;
import org.bis5k.metrics.Golden;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Pictures;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.TruthKind;
import org.bis5k.metrics.file.ScoreJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderEvaluatorTest {

  @TempDir Path folder;
  private Path predictions;
  private Path truths;

  @BeforeEach
  void folders() throws IOException {
    predictions = Files.createDirectory(folder.resolve("pred"));
    truths = Files.createDirectory(folder.resolve("gt"));
  }

  private static FolderEvaluator with(int threads) {
    return FolderEvaluator.of(new FolderEvaluator.Options(Profile.UACANET, threads));
  }

  private static void write(Path file, String rows) {
    ImageFiles.write(Pictures.grey(rows), file);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void threadsChangeNoBit(int threads) {
    DatasetScoresBuilder one = DatasetScores.builder(Profile.UACANET);
    Golden.names().forEach(name -> one.add(name, Golden.prediction(name), Golden.truth(name)));
    List<Integer> progress = new ArrayList<>();
    DatasetScores scores =
        with(threads)
            .evaluate(
                Golden.folder("pred"),
                Golden.folder("gt"),
                (image, done, total) -> progress.add(100 * total + done));
    assertThat(ScoreJson.text(scores)).isEqualTo(ScoreJson.text(one.build()));
    for (Curve curve : Curve.values()) {
      for (int j = 0; j < 256; j++) {
        assertThat(scores.curves().at(curve, j)).isEqualTo(one.build().curves().at(curve, j));
      }
    }
    assertThat(progress).hasSize(37).isSorted().startsWith(3701).endsWith(3737);
    assertThat(scores.value(Metric.SM)).isCloseTo(0.7094407562535118, within(1e-12));
  }

  @Test
  void everyProblemIsNamedAtOnce() throws IOException {
    write(predictions.resolve("a_good.png"), "#.");
    write(truths.resolve("a_good.png"), "#.");
    write(truths.resolve("b_missing.png"), "#.");
    write(predictions.resolve("c_extra.png"), "#.");
    write(predictions.resolve("d_size.png"), "#./..");
    write(truths.resolve("d_size.png"), "#.");
    Files.writeString(predictions.resolve("e_torn.png"), "not an image");
    write(truths.resolve("e_torn.png"), "#.");
    ImageIO.write(
        new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY),
        "png",
        predictions.resolve("f_deep.png").toFile());
    write(truths.resolve("f_deep.png"), "#.");
    write(truths.resolve("g_twice.png"), "#.");
    Files.copy(truths.resolve("g_twice.png"), truths.resolve("g_twice.bmp"));
    write(predictions.resolve("g_twice.png"), "#.");
    assertThatThrownBy(() -> with(3).evaluate(predictions, truths))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(predictions + ": the predictions cannot be scored (")
        .hasMessageContaining(
            truths.resolve("b_missing.png") + ": there is no prediction for this ground truth")
        .hasMessageContaining(
            predictions.resolve("c_extra.png") + ": there is no ground truth for this prediction")
        .hasMessageContaining(
            predictions.resolve("d_size.png")
                + ": has size 2x2, its ground truth "
                + truths.resolve("d_size.png")
                + " 1x2")
        .hasMessageContaining(predictions.resolve("e_torn.png") + ": ")
        .hasMessageContaining(predictions.resolve("f_deep.png") + ": ")
        .hasMessageContaining("16")
        .hasMessageContaining("g_twice.png: has the same stem as ")
        .hasMessageNotContaining("a_good");
  }

  @Test
  void aSingleMissingPredictionIsEnoughToFail() {
    write(predictions.resolve("a.png"), "#.");
    write(truths.resolve("a.png"), "#.");
    write(truths.resolve("b.png"), "#.");
    assertThatThrownBy(() -> with(1).evaluate(predictions, truths))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            predictions
                + ": the predictions cannot be scored (1 problem):\n  "
                + truths.resolve("b.png")
                + ": there is no prediction for this ground truth");
  }

  @Test
  void extensionsMayDifferAndColoursCountByTheirFirstChannel() throws IOException {
    BufferedImage red = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    red.setRGB(0, 0, 0xff0000);
    red.setRGB(1, 0, 0x00ffff);
    ImageIO.write(red, "bmp", predictions.resolve("a.bmp").toFile());
    ImageIO.write(red, "png", truths.resolve("a.png").toFile());
    DatasetScores scores = with(2).evaluate(predictions, truths);
    assertThat(scores.value(Metric.MAE)).isZero();
    assertThat(scores.curves().at(Curve.DIC, 0)).isOne();
    assertThat(scores.images().get(0).truth()).isEqualTo(TruthKind.MIXED);
  }

  @Test
  void foldersThatAreNotThereOrEmptyAreNamed() {
    assertThatThrownBy(() -> with(1).evaluate(predictions, truths))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(truths + ": holds no image, and neither does " + predictions);
    assertThatThrownBy(() -> with(1).evaluate(folder.resolve("none"), truths))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(folder.resolve("none") + ": ");
    assertThatThrownBy(() -> with(0)).hasMessage("At least 1 thread is needed; found 0");
  }

  @Test
  void optionsChangeOneByOne() {
    assertThat(
            FolderEvaluator.Options.of(Profile.UACANET).withProfile(Profile.STRICT).withThreads(3))
        .isEqualTo(new FolderEvaluator.Options(Profile.STRICT, 3));
  }

  @Test
  void whatAListenerThrowsReachesTheCaller() {
    for (String name : List.of("a", "b", "c")) {
      write(predictions.resolve(name + ".png"), "#.");
      write(truths.resolve(name + ".png"), "#.");
    }
    assertThatThrownBy(
            () ->
                with(2)
                    .evaluate(
                        predictions,
                        truths,
                        (image, done, total) -> {
                          throw new UnsupportedOperationException("after " + image.name());
                        }))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("after ");
  }
}

package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.Test;

class TrainingOutputTest {

  private static final StepReport STEP =
      new StepReport(7, 1, 2, 2.34567, List.of(), 9.9e-5, 4, 0.5);

  @Test
  void linesTellEachEpoch() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report(TrainingListener.lines(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            """
            Training from epoch 1, batch 1 to epoch 100, 5 batches each
            Warning: careful
            epoch 2/100: loss 2.3000, validation 0.8123 (best), 12.3 s
            epoch 3/100: loss 2.2000, 1.0 s
            Stopped after iteration 8; continue with --resume; latest.safetensors
            """);
  }

  @Test
  void theBarShowsLossRateAndSpeed() {
    assertThat(TrainingBar.message(STEP, 100, 8.04))
        .isEqualTo(" epoch 2/100 loss 2.346 rate 9.9e-05 8.0 images/s");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report(TrainingListener.bar(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("Training")
        .contains("8/500")
        .contains("loss 2.346 rate 9.9e-05 8.0 images/s")
        .contains("epoch 2/100: loss 2.3000")
        .contains("Stopped after iteration 8");
  }

  private static void report(TrainingListener listener) {
    listener.started(RunConfig.released(), Checkpoint.Position.START, 5);
    listener.warned("careful");
    listener.stepped(STEP);
    listener.epochEnded(new EpochReport(1, 10, 2.3, OptionalDouble.of(0.8123), true, 12.34));
    listener.epochEnded(new EpochReport(2, 15, 2.2, OptionalDouble.empty(), false, 1));
    listener.saved(Path.of("latest.safetensors"));
    listener.ended(
        new TrainingResult(
            TrainingResult.Outcome.INTERRUPTED,
            1,
            8,
            OptionalDouble.of(2.3),
            OptionalDouble.empty(),
            Path.of("latest.safetensors")));
    listener.closed();
  }

  @Test
  void theRunningMedianByHand() {
    assertThat(LossCurve.smooth(new double[] {4, 2, 9, 1}, 3)).containsExactly(4, 3, 4, 2);
    assertThat(LossCurve.smooth(new double[] {4, 2}, 1)).containsExactly(4, 2);
  }

  @Test
  void theCurveIsAnImageForFewAndForManySteps() throws IOException {
    for (int steps : new int[] {1, 7, 5001}) {
      List<Double> losses = new ArrayList<>();
      for (int i = 0; i < steps; i++) {
        losses.add(3.0 / (i + 1) + 1);
      }
      var image = ImageIO.read(new ByteArrayInputStream(LossCurve.png(losses, 100)));
      assertThat(image.getWidth()).isEqualTo(960);
      assertThat(image.getHeight()).isEqualTo(540);
      assertThat(image.getRGB(2, 2)).isEqualTo(0xffffffff);
    }
  }
}

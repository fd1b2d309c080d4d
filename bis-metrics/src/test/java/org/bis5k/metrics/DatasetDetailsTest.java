package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.folder.FolderEvaluator;
import org.junit.jupiter.api.Test;

class DatasetDetailsTest {

  private static final DetailOptions PIXELS = new DetailOptions(1, 0, 1, 10);

  private static ImageDetails image(String name, String prediction, String truth) {
    return ImageDetails.of(name, Pictures.grey(prediction), Pictures.mask(truth), PIXELS);
  }

  private final DatasetDetails details =
      DatasetDetails.of(
          List.of(
              image("c_missed", "..", "#."),
              image("a_perfect", "#.", "#."),
              image("d_blank", "..", ".."),
              image("b_beside", "#.", ".#")),
          PIXELS);

  @Test
  void meansTellWhatTheyLeaveOut() {
    assertThat(details.images().stream().map(ImageDetails::name))
        .containsExactly("a_perfect", "b_beside", "c_missed", "d_blank");
    assertThat(details.mean(Detail.DICE)).isEqualTo(1 / 3.0);
    assertThat(details.undefined(Detail.DICE)).isEqualTo(1);
    assertThat(details.mean(Detail.HD)).isInfinite();
    assertThat(details.finiteMean(Detail.HD)).isEqualTo(0.5);
    assertThat(details.infinite(Detail.HD)).isEqualTo(1);
    assertThat(details.undefined(Detail.HD)).isEqualTo(1);
    assertThat(details.mean(Detail.NSD)).isEqualTo(0.5);
    assertThat(details.mean(Detail.BOUNDARY_IOU)).isEqualTo(1 / 3.0);
    assertThat(details.mean(Detail.ACCURACY)).isEqualTo((1 + 0 + 0.5 + 1) / 4);
    assertThat(details.options()).isEqualTo(PIXELS);
  }

  @Test
  void pooledPixels() {
    assertThat(details.pooledCounts()).isEqualTo(new ConfusionCounts(1, 1, 2, 4));
    assertThat(details.pooledCalibration().expectedError(10)).isEqualTo((2 + 1) / 8.0);
  }

  @Test
  void everyValueOfAnImage() {
    ImageDetails image = image("x", "#.", ".#");
    assertThat(image.value(Detail.MCC)).isEqualTo(-1);
    assertThat(image.value(Detail.KAPPA)).isEqualTo(-1);
    assertThat(image.value(Detail.ECE)).isOne();
    assertThat(image.value(Detail.HD95)).isOne();
    for (Detail detail : Detail.values()) {
      assertThat(image("y", "#.", "#.").value(detail))
          .as(detail.label())
          .isEqualTo(detail.higherIsBetter() ? 1 : 0);
      assertThat(Detail.parse(detail.label())).isEqualTo(detail);
    }
  }

  @Test
  void foldersWithAnyNumberOfThreads() {
    DatasetDetails one = golden(1);
    DatasetDetails many = golden(8);
    assertThat(one.images()).hasSize(37);
    for (Detail detail : Detail.values()) {
      assertThat(many.mean(detail)).as(detail.label()).isEqualTo(one.mean(detail));
      assertThat(many.finiteMean(detail)).isEqualTo(one.finiteMean(detail)).isFinite();
    }
    assertThat(one.infinite(Detail.HD)).isEqualTo(3);
    assertThat(one.undefined(Detail.HD)).isEqualTo(1);
  }

  private static DatasetDetails golden(int threads) {
    return FolderEvaluator.of(new FolderEvaluator.Options(Profile.UACANET, threads))
        .details(Golden.folder("pred"), Golden.folder("gt"), DetailOptions.inPixels());
  }

  @Test
  void optionsChangeOneByOne() {
    DetailOptions changed =
        DetailOptions.inPixels().withSpacing(0.25).withTolerance(1).withBandWidth(3).withBins(15);
    assertThat(changed).isEqualTo(new DetailOptions(0.25, 1, 3, 15));
    assertThatThrownBy(() -> changed.withSpacing(Double.NaN))
        .hasMessage("The pixel spacing must be positive; found NaN");
  }

  @Test
  void resultsPrintTheirValues() {
    assertThat(details.toString())
        .startsWith("DatasetDetails[images=4, dice=0.333")
        .contains("hd=Infinity", "ece=");
    assertThat(details.images().get(0).toString())
        .startsWith("ImageDetails[name=a_perfect, dice=1.0, iou=1.0")
        .endsWith("ece=0.0]");
    assertThat(details.pooledCalibration().toString())
        .isEqualTo("Calibration[expectedError(10)=0.375]");
  }

  @Test
  void argumentsAreChecked() {
    ImageDetails image = image("a", "#.", "#.");
    assertThatThrownBy(() -> DatasetDetails.of(List.of(image, image), PIXELS))
        .hasMessage("The image 'a' has been added before");
    assertThatThrownBy(() -> DatasetDetails.of(List.of(), PIXELS))
        .hasMessage("There is no image to average over");
    assertThatThrownBy(() -> new DetailOptions(0, 1, 1, 10))
        .hasMessage("The pixel spacing must be positive; found 0.0");
    assertThatThrownBy(() -> new DetailOptions(1, -1, 1, 10))
        .hasMessage("A tolerance is not negative; found -1.0");
    assertThatThrownBy(() -> new DetailOptions(1, 1, -1, 10))
        .hasMessage("A band's width is not negative; found -1");
    assertThatThrownBy(() -> new DetailOptions(1, 1, 1, 0))
        .hasMessage("Between 1 and 256 bins are possible; found 0");
    assertThatThrownBy(() -> Detail.parse("x"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Unknown detail 'x'; known: dice, iou, sensitivity");
  }
}

package org.bis5k.data.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.AuditFinding;
import org.bis5k.data.dataset.AuditFinding.Kind;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetAuditTest {

  private static final Size SIZE = new Size(40, 48);

  @TempDir Path root;

  private void pair(String stem, int tile) throws IOException {
    image(stem, SyntheticTissue.of(SIZE, 4).tile(tile).image());
    mask(stem, 0, 255);
  }

  private void image(String stem, RgbImage image) throws IOException {
    ImageFiles.write(image, Files.createDirectories(root.resolve("images")).resolve(stem + ".png"));
  }

  /** A mask whose pixels take the levels in turn. */
  private void mask(String stem, int... levels) throws IOException {
    byte[] samples = new byte[(int) SIZE.pixels()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) levels[i % levels.length];
    }
    ImageFiles.write(
        GreyImage.of(SIZE, samples),
        Files.createDirectories(root.resolve("masks")).resolve(stem + ".png"));
  }

  private AuditReport audit() {
    return DatasetAudit.run(List.of(root), AuditOptions.standard());
  }

  private String in(String file, String problem) {
    return root.resolve(file) + ": " + problem;
  }

  @Test
  void cleanDataIsSound() throws IOException {
    pair("a", 0);
    pair("b", 1);
    AuditReport report = audit();
    assertThat(report.isSound()).isTrue();
    assertThat(report.findings()).isEmpty();
    PartStatistics part = report.parts().get(0);
    assertThat(part.pairs()).isEqualTo(2);
    assertThat(part.sizes()).containsOnlyKeys("40x48").containsValue(2);
    assertThat(part.foreground().median()).isEqualTo(0.5);
    assertThat(part.masks()).isEqualTo(new PartStatistics.MaskCounts(0, 0, 0));
    assertThat(part.hematoxylin().smallest()).isBetween(0.05, 1.5);
  }

  @Test
  void filesThatDoNotFitTogether() throws IOException {
    pair("a", 0);
    pair("b", 1);
    pair("c", 2);
    pair("d", 3);
    Files.delete(root.resolve("masks/a.png"));
    Files.delete(root.resolve("images/b.png"));
    ImageFiles.write(GreyImage.of(Size.square(2), new byte[4]), root.resolve("masks/c.png"));
    byte[] bytes = Files.readAllBytes(root.resolve("masks/d.png"));
    bytes[bytes.length - 20] ^= 0x55;
    Files.write(root.resolve("masks/d.png"), bytes);
    AuditReport report = audit();
    assertThat(report.problems())
        .extracting(AuditFinding::kind)
        .containsExactly(Kind.NO_MASK, Kind.NO_IMAGE, Kind.SIZE_MISMATCH, Kind.UNREADABLE);
    assertThat(report.problems().get(3).file()).isEqualTo(root.resolve("masks/d.png"));
    assertThat(report.parts().get(0).pairs()).isZero();
    assertThat(report.isSound()).isFalse();
  }

  @Test
  void masksOfOtherLevels() throws IOException {
    pair("empty", 0);
    mask("empty", 0);
    pair("full", 1);
    mask("full", 255);
    pair("labels", 2);
    mask("labels", 0, 1);
    pair("soft", 3);
    mask("soft", 0, 255, 200, 255);
    AuditReport report = audit();
    assertThat(report.findings())
        .extracting(AuditFinding::text)
        .containsExactly(
            in("masks/empty.png", "has no foreground"),
            in("masks/full.png", "has no background"),
            in(
                "masks/labels.png",
                "50.00 % of its pixels lie between 0 and 255; none reaches 128, so all of it counts"
                    + " as background. Save foreground as 255"),
            in(
                "masks/soft.png",
                "25.00 % of its pixels lie between 0 and 255; expected 0 and 255 alone"));
    assertThat(report.notes()).hasSize(2);
    assertThat(report.parts().get(0).masks()).isEqualTo(new PartStatistics.MaskCounts(2, 1, 2));
  }

  @Test
  void colourTypes() throws IOException {
    RgbImage tile = SyntheticTissue.of(SIZE, 4).tile(9).image();
    byte[] opaque = new byte[(int) SIZE.pixels()];
    Arrays.fill(opaque, (byte) 255);
    pair("alpha", 0);
    ImageFiles.writeRgba(tile, GreyImage.of(SIZE, opaque), root.resolve("images/alpha.png"));
    pair("coloured", 1);
    ImageFiles.write(tile, root.resolve("masks/coloured.png"));
    pair("grey", 2);
    GreyImage grey = ImageFiles.readGrey(root.resolve("images/coloured.png"));
    ImageFiles.write(grey, root.resolve("images/grey.png"));
    pair("one", 3);
    image("one", RgbImage.of(SIZE, new byte[3 * opaque.length]));
    pair("stored", 4);
    image("stored", ImageFiles.readRgb(root.resolve("images/grey.png")));
    List<AuditFinding> findings = audit().findings();
    assertThat(findings)
        .extracting(AuditFinding::kind)
        .containsExactly(
            Kind.ALPHA,
            Kind.COLOURED_MASK,
            Kind.NOT_BINARY,
            Kind.GREY_IMAGE,
            Kind.BLANK_IMAGE,
            Kind.GREY_IMAGE);
    assertThat(findings.get(0).text()).endsWith("is RGB and alpha; transparency is dropped");
    assertThat(findings.get(5).text())
        .endsWith("is stored as RGB, but every pixel is grey; expected a stained colour image");
  }

  @Test
  void equalImagesAreEachPairedWithTheFirst() throws IOException {
    pair("a", 0);
    pair("b", 0);
    pair("c", 0);
    AuditReport report = audit();
    assertThat(report.duplicates())
        .extracting(pair -> ImageFiles.stem(pair.first()) + ImageFiles.stem(pair.second()))
        .containsExactly("ab", "ac");
    assertThat(report.duplicates()).noneMatch(DuplicatePair::isLeak);
    assertThat(report.isSound()).isFalse();
  }

  @Test
  void imagesOfOneColourAreNoDuplicates() throws IOException {
    for (String stem : List.of("a", "b")) {
      image(stem, RgbImage.of(SIZE, new byte[(int) (3 * SIZE.pixels())]));
      mask(stem, 0, 255);
    }
    assertThat(audit().duplicates()).isEmpty();
  }

  @Test
  void numbersOfPairs() throws IOException {
    SyntheticTissue.of(SIZE, 2).write(root, 3, 2);
    assertThat(audit().notes())
        .extracting(AuditFinding::text)
        .containsExactly(
            in("formal_train", "BIS5k was published with 5000 pairs; found 3"),
            in("formal_test", "BIS5k was published with 929 pairs; found 2"));
    assertThat(audit().isSound()).isTrue();
    AuditOptions right = AuditOptions.standard().withExpectedPairs(List.of(3, 2));
    assertThat(DatasetAudit.run(List.of(root), right).findings()).isEmpty();
    AuditOptions wrong = AuditOptions.standard().withExpectedPairs(List.of(3, 5));
    assertThat(DatasetAudit.run(List.of(root), wrong).problems())
        .extracting(AuditFinding::text)
        .containsExactly(in("formal_test", "expected 5 usable pairs; found 2"));
    AuditOptions three = AuditOptions.standard().withExpectedPairs(List.of(1, 2, 3));
    assertThatThrownBy(() -> DatasetAudit.run(List.of(root), three))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Expected numbers of pairs: 3; found 2 parts: ");
    assertThatThrownBy(() -> DatasetAudit.run(List.of(root, root), right))
        .hasMessage("Two parts are called formal_train; rename one of the folders or lists");
  }

  @Test
  void anyNumberOfThreadsGivesTheSameReport() throws IOException {
    for (int i = 0; i < 12; i++) {
      pair("t" + i, i % 7);
    }
    List<AuditReport> reports = new ArrayList<>();
    for (int threads : new int[] {1, 3}) {
      reports.add(DatasetAudit.run(List.of(root), AuditOptions.standard().withThreads(threads)));
    }
    assertThat(reports.get(0).duplicates()).hasSize(5).isEqualTo(reports.get(1).duplicates());
  }

  @Test
  void everyOptionCanBeChangedAlone() {
    IntConsumer progress = count -> {};
    assertThat(
            AuditOptions.standard()
                .withExpectedPairs(List.of(1, 2))
                .withThreads(3)
                .withPixelLimit(4)
                .withProgress(progress))
        .isEqualTo(new AuditOptions(List.of(1, 2), 3, 4, progress));
  }
}

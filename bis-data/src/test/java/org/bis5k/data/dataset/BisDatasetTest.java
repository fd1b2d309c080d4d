package org.bis5k.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.image.PngFixture;
import org.bis5k.testing.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BisDatasetTest {

  @TempDir Path root;
  private Path images;
  private Path masks;

  @BeforeEach
  void folders() throws IOException {
    images = Files.createDirectory(root.resolve("images"));
    masks = Files.createDirectory(root.resolve("masks"));
  }

  @Test
  void pairsByStemWhateverTheSuffixSortedByName() {
    write(images, "b.png", 4);
    write(images, "a.c.PNG", 4);
    write(masks, "b.png", 4);
    write(masks, "a.c.png", 4);
    BisDataset data = BisDataset.open(root, BadFiles.FAIL);
    assertThat(data.pairs())
        .containsExactly(
            new ImageMaskPair("a.c", images.resolve("a.c.PNG"), masks.resolve("a.c.png")),
            new ImageMaskPair("b", images.resolve("b.png"), masks.resolve("b.png")));
    assertThat(data.skipped()).isZero();
    assertThat(data.problems()).isEmpty();
  }

  @Test
  void allProblemsAreReportedAtOnceByName() throws IOException {
    List<String> expected = spoil();
    assertThatThrownBy(() -> BisDataset.open(root, BadFiles.FAIL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            images
                + " and "
                + masks
                + ": 6 problems; mend the files or ask to skip them\n  "
                + String.join("\n  ", expected));
  }

  @Test
  void problemsAreSkippedOnRequestAndCounted() throws IOException {
    List<String> expected = spoil();
    BisDataset data = BisDataset.open(root, BadFiles.SKIP);
    assertThat(data.pairs()).extracting(ImageMaskPair::stem).containsExactly("good");
    assertThat(data.problems()).containsExactlyElementsOf(expected);
    assertThat(data.skipped()).isEqualTo(11);
  }

  /** One good pair and every kind of bad one, 11 files; what is to be said about them. */
  private List<String> spoil() throws IOException {
    write(images, "good.png", 4);
    write(masks, "good.png", 4);
    write(images, "lonely.png", 4);
    write(masks, "orphan.png", 4);
    write(images, "small.png", 4);
    write(masks, "small.png", 3);
    write(images, "twice.png", 4);
    write(images, "twice2.png", 4);
    Files.move(images.resolve("twice2.png"), images.resolve("twice.jpg"));
    write(masks, "twice.png", 4);
    write(images, "text.png", 4);
    Files.writeString(masks.resolve("text.png"), "no image");
    PngFixture.of(4, 4, 16, 0).save(images.resolve("deep.png"));
    write(masks, "deep.png", 4);
    return List.of(
        images.resolve("lonely.png") + ": this image has no mask",
        masks.resolve("orphan.png") + ": this mask has no image",
        images.resolve("twice.png")
            + ": has the same stem as "
            + images.resolve("twice.jpg")
            + "; keep one of them",
        images.resolve("deep.png")
            + ": has 16 bits per sample; expected 8. Save it as an 8-bit"
            + " image",
        masks.resolve("small.png")
            + ": is 3x4, its image "
            + images.resolve("small.png")
            + " is 4x4",
        masks.resolve("text.png")
            + ": is not a PNG, JPEG, TIFF or BMP file (according to its first bytes)");
  }

  @Test
  void aRootThatIsMissingOrAFile() throws IOException {
    Path missing = root.resolve("none");
    assertThatThrownBy(() -> BisDataset.open(missing, BadFiles.FAIL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(missing + ": this folder does not exist");
    Path file = Files.createFile(root.resolve("file"));
    assertThatThrownBy(() -> BisDataset.open(file, BadFiles.FAIL))
        .hasMessage(file + ": is not a folder");
  }

  @Test
  void aMissingMasksFolder() throws IOException {
    Files.delete(masks);
    assertThatThrownBy(() -> BisDataset.open(root, BadFiles.FAIL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            root
                + ": expected the folders images and masks; masks is missing"
                + " (folders of other names can be given one by one)");
  }

  @Test
  void theFolderAboveTheSplits() throws IOException {
    Path above = Files.createDirectory(root.resolve("above"));
    Path train = Files.createDirectory(above.resolve("formal_train"));
    Path test = Files.createDirectory(above.resolve("formal_test"));
    assertThatThrownBy(() -> BisDataset.open(above, BadFiles.FAIL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            above
                + ": holds formal_train and formal_test; give one of them: "
                + train
                + " or "
                + test);
  }

  @Test
  void noPairs() {
    assertThatThrownBy(() -> BisDataset.open(root, BadFiles.SKIP))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("No image file in " + images + " nor in " + masks);
    write(images, "a.png", 4);
    assertThatThrownBy(() -> BisDataset.open(root, BadFiles.SKIP))
        .hasMessage(
            images
                + " and "
                + masks
                + ": no usable pair of image and mask is left\n  "
                + images.resolve("a.png")
                + ": this image has no mask");
  }

  @Test
  void namedPairs() {
    write(images, "b.png", 4);
    write(images, "a.png", 4);
    write(masks, "m.png", 4);
    ImageMaskPair a = ImageMaskPair.of(images.resolve("a.png"), masks.resolve("m.png"));
    ImageMaskPair b = ImageMaskPair.of(images.resolve("b.png"), masks.resolve("m.png"));
    assertThat(BisDataset.ofPairs(List.of(b, a), BadFiles.FAIL).pairs()).containsExactly(a, b);
    assertThatThrownBy(() -> BisDataset.ofPairs(List.of(a, a), BadFiles.FAIL))
        .hasMessageEndingWith(images.resolve("a.png") + ": the stem a is listed before");
    assertThatThrownBy(() -> BisDataset.ofPairs(List.of(), BadFiles.FAIL))
        .hasMessage("The list of image and mask pairs is empty");
  }

  @Test
  void theFingerprintFollowsNamesAndContentsOnly() throws IOException {
    write(images, "a.png", 4);
    write(masks, "a.png", 4);
    String first = BisDataset.open(root, BadFiles.FAIL).fingerprint();
    assertThat(first).matches("[0-9a-f]{64}");
    Path moved = root.resolveSibling(root.getFileName() + "-moved");
    Files.move(images, moved);
    assertThat(BisDataset.ofFolders(moved, masks, BadFiles.FAIL).fingerprint()).isEqualTo(first);
    Files.move(moved, images);
    Files.write(images.resolve("a.png"), new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
    String changed = BisDataset.open(root, BadFiles.FAIL).fingerprint();
    assertThat(changed).isNotEqualTo(first);
    Files.move(images.resolve("a.png"), images.resolve("b.png"));
    Files.move(masks.resolve("a.png"), masks.resolve("b.png"));
    assertThat(BisDataset.open(root, BadFiles.FAIL).fingerprint()).isNotIn(first, changed);
  }

  @Test
  void realTissueOpens() {
    Path bcss = SharedData.require("data/bcss-bis");
    BisDataset train = BisDataset.open(bcss.resolve("formal_train"), BadFiles.FAIL);
    BisDataset test = BisDataset.open(bcss.resolve("formal_test"), BadFiles.FAIL);
    assertThat(train.pairs()).hasSize(49);
    assertThat(test.pairs()).hasSize(19);
    ImageMaskPair first = train.pairs().get(0);
    assertThat(first.stem()).isEqualTo("bis_he_id000000");
    GreyImage mask = ImageFiles.readGrey(first.mask());
    assertThat(ImageFiles.readRgb(first.image()).size()).isEqualTo(Size.square(512));
    // The share of foreground that the data's own table gives: 0.827.
    assertThat(Math.round(1000.0 * Mask.of(mask).foregroundPixels() / mask.size().pixels()))
        .isEqualTo(827);
  }

  private static void write(Path folder, String name, int height) {
    Size size = new Size(height, 4);
    ImageFiles.write(GreyImage.of(size, new byte[4 * height]), folder.resolve(name));
  }
}

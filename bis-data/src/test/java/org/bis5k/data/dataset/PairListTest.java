package org.bis5k.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.testing.FailingDisk;
import org.bis5k.testing.ProcessorTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairListTest {

  @TempDir Path root;
  private Path list;
  private BisDataset data;

  @BeforeEach
  void write() throws IOException {
    data = LoaderFixture.data(root, 3);
    list = Files.createDirectory(root.resolve("lists")).resolve("some.txt");
  }

  @Test
  void aListIsADataSet() throws IOException {
    PairList.write(list, data.pairs().subList(0, 2));
    assertThat(list)
        .hasContent(
            "# image\tmask\n../images/s00.png\t../masks/s00.png\n../images/s01.png\t../masks/s01.png");
    BisDataset listed = BisDataset.open(list, BadFiles.FAIL);
    assertThat(listed.pairs()).extracting(ImageMaskPair::stem).containsExactly("s00", "s01");
    assertThat(listed.pairs().get(0).image()).isRegularFile();
    assertThat(PairList.images(list)).hasSize(2);
    assertThat(PairList.images(root.resolve("images"))).hasSize(3);
  }

  @Test
  void linesMayBeCommentsEmptyOrAbsolute() throws IOException {
    ImageMaskPair pair = data.pairs().get(2);
    Files.writeString(
        list,
        "# chosen by hand\n\n"
            + pair.image().toAbsolutePath()
            + "\t"
            + pair.mask().toAbsolutePath()
            + "\n");
    assertThat(PairList.read(list))
        .containsExactly(
            new ImageMaskPair("s02", pair.image().toAbsolutePath(), pair.mask().toAbsolutePath()));
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Files.writeString(list, "../images/none.png\t../masks/s00.png\n");
    assertThatThrownBy(() -> BisDataset.open(list, BadFiles.FAIL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            list
                + ": 1 problem; mend the files or ask to skip them\n  "
                + list.resolveSibling("../images/none.png")
                + ": does not exist");
  }

  @Test
  void linesThatAreNoPairs() throws IOException {
    Files.writeString(list, "# image\tmask\na.png b.png\n");
    refused(list + ": line 2: expected image, tab, mask; found \"a.png b.png\"");
    Files.writeString(list, "a.png\tb.png\tc.png\n");
    refused(list + ": line 1: expected image, tab, mask; found \"a.png\tb.png\tc.png\"");
    Files.writeString(list, "# nothing\n");
    refused(list + ": this list file names no image");
    Files.write(list, new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xFF});
    refused(list + ": expected a list of files in UTF-8; found another kind of file");
    Files.writeString(list, "a\0.png\tb.png\n");
    assertThatThrownBy(() -> PairList.read(list))
        .hasMessageStartingWith(list + ": line 1: not a valid file name: ");
  }

  @Test
  void longLinesAreRefusedWithoutQuotingThemWhole() throws IOException {
    Files.writeString(list, "a".repeat(9000) + "\tb.png\n");
    refused(list + ": line 1: expected at most 8193 characters; found 9006");
    Files.writeString(list, "a".repeat(5000));
    refused(
        list
            + ": line 1: expected image, tab, mask; found \""
            + "a".repeat(200)
            + "... (5000 characters)\"");
  }

  @Test
  void readingTakesTimeInProportionToTheLines() {
    ProcessorTime.assertLinear(
        20_000,
        lines -> {
          Path file = root.resolve(lines + ".txt");
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < lines; i++) {
            text.append("images/").append(i).append(".png\tmasks/").append(i).append(".png\n");
          }
          write(file, text);
          return () -> assertThat(PairList.read(file)).hasSize(lines);
        });
  }

  @Test
  void aLineOfTabsTakesTimeInProportionToItsLength() {
    ProcessorTime.assertLinear(
        2_000_000,
        tabs -> {
          Path file = root.resolve("tabs-" + tabs + ".txt");
          write(file, "\t".repeat(tabs) + "x");
          return () ->
              assertThatThrownBy(() -> PairList.read(file))
                  .hasMessageContaining("expected at most 8193 characters");
        });
  }

  private static void write(Path file, CharSequence text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lists of a split: all of them are new, or none is. */
  @Test
  void aFullDiskLeavesAllListsOrNone() throws IOException {
    Path folder = list.getParent();
    FailingDisk disk = FailingDisk.over(root);
    Path lists = disk.root().resolve("lists");
    BisDataset onDisk = BisDataset.open(disk.root(), BadFiles.FAIL);
    List<PairList.Listing> listings =
        List.of(
            new PairList.Listing(lists.resolve("train.txt"), onDisk.pairs().subList(0, 2)),
            new PairList.Listing(lists.resolve("validation.txt"), onDisk.pairs().subList(2, 3)));
    int none = 0;
    int all = 0;
    while (all == 0) {
      disk.fail(FailingDisk.Fault.FULL, disk.operations() + none);
      try {
        PairList.writeAll(listings);
        all = files(folder);
      } catch (InvalidInputException e) {
        assertThat(e).hasMessageEndingWith("No space left on device");
        assertThat(files(folder)).isZero();
        none++;
      }
    }
    assertThat(all).isEqualTo(2);
    assertThat(none).as("places at which the disk was full").isGreaterThan(3);
  }

  private static int files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return (int) files.count();
    }
  }

  @Test
  void namesThatAListCannotHold() throws IOException {
    Path odd = Files.copy(data.pairs().get(0).image(), root.resolve("images/a\tb.png"));
    ImageMaskPair pair = ImageMaskPair.of(odd, data.pairs().get(0).mask());
    assertThatThrownBy(() -> PairList.write(list, List.of(pair)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            root.resolve("images/a?b.png")
                + ": its name holds a tab or a line break, which a list file cannot hold; rename it");
    assertThat(list).doesNotExist();
  }

  @Test
  void aNameThatBeginsLikeACommentComesBack() throws IOException {
    Path image = Files.copy(data.pairs().get(0).image(), root.resolve("#1.png"));
    Path mask = Files.copy(data.pairs().get(0).mask(), root.resolve("#1-mask.png"));
    Path beside = root.resolve("list.txt");
    PairList.write(beside, List.of(ImageMaskPair.of(image, mask)));
    assertThat(PairList.read(beside))
        .singleElement()
        .satisfies(pair -> assertThat(pair.image()).hasSameBinaryContentAs(image));
  }

  private void refused(String message) {
    assertThatThrownBy(() -> PairList.read(list))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}

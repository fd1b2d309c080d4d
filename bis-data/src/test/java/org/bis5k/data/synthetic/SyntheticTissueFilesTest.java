package org.bis5k.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticTissueFilesTest {

  private static final SyntheticTissue TISSUE = SyntheticTissue.of(new Size(32, 48), 4);

  @TempDir Path folder;

  @Test
  void writesTheLayoutOfBis5k() throws IOException {
    Path root = folder.resolve("made/on/the/way");
    TISSUE.write(root, 3, 2);

    assertThat(filesIn(root))
        .containsExactly(
            "formal_test/images/bis_val_id000000.png",
            "formal_test/images/bis_val_id000001.png",
            "formal_test/masks/bis_val_id000000.png",
            "formal_test/masks/bis_val_id000001.png",
            "formal_train/images/bis_he_id000000.png",
            "formal_train/images/bis_he_id000001.png",
            "formal_train/images/bis_he_id000002.png",
            "formal_train/masks/bis_he_id000000.png",
            "formal_train/masks/bis_he_id000001.png",
            "formal_train/masks/bis_he_id000002.png");
    assertThat(root)
        .isDirectoryNotContaining(
            path -> !path.endsWith("formal_train") && !path.endsWith("formal_test"));
  }

  @Test
  void theFilesHoldTheTiles() {
    TISSUE.write(folder, 2, 1);

    ImageAndMask train = TISSUE.tile(1);
    ImageAndMask test = TISSUE.tile(SyntheticTissue.FIRST_TEST);
    Path split = folder.resolve("formal_train");
    RgbImage image = ImageFiles.readRgb(split.resolve("images/bis_he_id000001.png"));
    assertThat(image.size()).isEqualTo(new Size(32, 48));
    assertThat(image.samples()).isEqualTo(train.image().samples());
    assertThat(ImageFiles.readGrey(split.resolve("masks/bis_he_id000001.png")).samples())
        .isEqualTo(train.mask().samples());
    split = folder.resolve("formal_test");
    assertThat(ImageFiles.readRgb(split.resolve("images/bis_val_id000000.png")).samples())
        .isEqualTo(test.image().samples())
        .isNotEqualTo(TISSUE.tile(0).image().samples());
    assertThat(ImageFiles.readGrey(split.resolve("masks/bis_val_id000000.png")).samples())
        .isEqualTo(test.mask().samples());
  }

  @ParameterizedTest
  @ValueSource(strings = {"formal_train", "formal_test"})
  void aFolderThatHoldsASplitIsLeftAlone(String split) throws IOException {
    Files.createDirectory(folder.resolve(split));

    assertThatThrownBy(() -> TISSUE.write(folder, 1, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            folder
                + ": already holds "
                + split
                + ", which is not overwritten; name another folder or remove that one");
    assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith(split));
  }

  @Test
  void aRootThatIsAFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "text");

    assertThatThrownBy(() -> TISSUE.write(file, 1, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": cannot hold synthetic tissue: ");
    assertThat(file).hasContent("text");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> TISSUE.write(folder, 3, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The numbers of tiles lie in 0 to 1073741824; found 3 and -1");
    assertThat(folder).isEmptyDirectory();
  }

  private static List<String> filesIn(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> root.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}

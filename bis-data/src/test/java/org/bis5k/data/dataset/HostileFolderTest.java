package org.bis5k.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.transform.SampleTransform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that came from somebody else: links out of them, and names made to deceive. */
class HostileFolderTest {

  private static final GreyImage PIXEL = GreyImage.of(new Size(1, 1), new byte[1]);

  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void makeFolders() throws IOException {
    root = temporary.resolve("root");
    Files.createDirectories(root.resolve("images"));
    Files.createDirectories(root.resolve("masks"));
  }

  @Test
  void aLinkOutOfTheFolderIsRefusedByName() throws IOException {
    Path secret = temporary.resolve("secret.png");
    ImageFiles.write(PIXEL, secret);
    ImageFiles.write(PIXEL, root.resolve("masks/a.png"));
    Path link = Files.createSymbolicLink(root.resolve("images/a.png"), secret);
    assertThatThrownBy(() -> BisDataset.open(root, BadFiles.SKIP))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            link
                + ": is a symbolic link out of its folder, to "
                + secret.toRealPath()
                + "; copy the file here, or name its folder");
  }

  @Test
  void linksInsideAFolderAndToAFolderAreTheUsersOwnBusiness() throws IOException {
    ImageFiles.write(PIXEL, root.resolve("images/a.png"));
    Files.createSymbolicLink(root.resolve("images/b.png"), Path.of("a.png"));
    Path elsewhere = Files.createSymbolicLink(temporary.resolve("elsewhere"), root);
    assertThat(ImageFiles.list(elsewhere.resolve("images"))).hasSize(2);
  }

  @Test
  void aLinkToNowhereAndAFolderNamedLikeAnImageAreNoImages() throws IOException {
    Files.createSymbolicLink(root.resolve("images/a.png"), temporary.resolve("nowhere.png"));
    Files.createDirectory(root.resolve("images/b.png"));
    assertThat(ImageFiles.list(root.resolve("images"))).isEmpty();
  }

  @Test
  void aNameCannotWriteLinesOrTerminalCodesIntoAMessage() throws IOException {
    Path file = root.resolve("images/a\nb\u001b[31m.png");
    Files.writeString(file, "no image");
    assertThatThrownBy(() -> ImageFiles.readRgb(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(root.resolve("images/a?b?[31m.png") + ": is not a PNG");
  }

  @Test
  void aPairWithALineEndInItsNameIsAPairLikeAnyOther() throws IOException {
    ImageFiles.write(PIXEL, root.resolve("images/a\nb.png"));
    ImageFiles.write(PIXEL, root.resolve("masks/a\nb.png"));
    assertThat(BisDataset.open(root, BadFiles.FAIL).pairs().get(0).stem()).isEqualTo("a\nb");
  }

  @Test
  void writingReplacesALinkAndNeverWhatItLeadsTo() throws IOException {
    Path precious = Files.writeString(temporary.resolve("precious"), "precious");
    Path link = Files.createSymbolicLink(root.resolve("out.png"), precious);
    ImageFiles.write(PIXEL, link);
    assertThat(precious).hasContent("precious");
    assertThat(Files.isSymbolicLink(link)).isFalse();
  }

  @Test
  void aFolderThatVanishesIsNamed() throws IOException {
    ImageFiles.write(PIXEL, root.resolve("images/a.png"));
    ImageFiles.write(PIXEL, root.resolve("masks/a.png"));
    BisDataset data = BisDataset.open(root, BadFiles.FAIL);
    Files.delete(root.resolve("images/a.png"));
    Files.delete(root.resolve("images"));
    try (BatchLoader loader =
        BatchLoader.of(data, LoaderFixture::drawing, BatchLoader.Options.evaluation(1))) {
      assertThatThrownBy(() -> loader.epoch(0).next())
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(root.resolve("images/a.png") + ": does not exist");
    }
  }

  @Test
  void anErrorInAWorkerReachesTheCaller() throws IOException {
    BisDataset data = LoaderFixture.data(Files.createDirectory(temporary.resolve("more")), 2);
    SampleTransform dying =
        (name, pair, seed) -> {
          throw new StackOverflowError("a worker died");
        };
    try (BatchLoader loader = BatchLoader.of(data, dying, BatchLoader.Options.evaluation(1))) {
      assertThatThrownBy(() -> loader.epoch(0).next())
          .isInstanceOf(StackOverflowError.class)
          .hasMessage("a worker died");
    }
  }
}

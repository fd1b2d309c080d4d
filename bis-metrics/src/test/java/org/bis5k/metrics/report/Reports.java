package org.bis5k.metrics.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.bis5k.data.GreyImage;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.folder.FolderEvaluator;

/** A small data set on disk, scored, for the tests of reports. */
final class Reports {

  /** A name that must not reach the page as it is. */
  static final String EVIL = "x\"><script>alert('1')</script>&amp;";

  private static final Size SIZE = Size.square(24);

  private Reports() {}

  /** Images one to six; three is empty, four is full, five bears the evil name where it can. */
  static HtmlReport.Folders folders(Path folder, boolean images) throws IOException {
    HtmlReport.Folders folders =
        new HtmlReport.Folders(
            Files.createDirectories(folder.resolve("pred")),
            Files.createDirectories(folder.resolve("masks")),
            Optional.of(folder.resolve("images")).filter(any -> images));
    Files.createDirectories(folder.resolve("images"));
    Random random = new Random(3);
    for (int i = 1; i <= 6; i++) {
      String name = (i == 5 ? EVIL.replace("/", "") : "tile_" + i) + ".png";
      byte[] truth = new byte[(int) SIZE.pixels()];
      byte[] prediction = new byte[truth.length];
      byte[] colours = new byte[3 * truth.length];
      random.nextBytes(colours);
      for (int p = 0; p < truth.length; p++) {
        int column = p % SIZE.width();
        truth[p] = (byte) (i == 4 || i != 3 && column < 12 ? 255 : 0);
        prediction[p] = (byte) (column < 12 + i ? 200 + random.nextInt(50) : random.nextInt(90));
      }
      ImageFiles.write(GreyImage.of(SIZE, truth), folders.truths().resolve(name));
      ImageFiles.write(GreyImage.of(SIZE, prediction), folders.predictions().resolve(name));
      ImageFiles.write(RgbImage.of(SIZE, colours), folder.resolve("images").resolve(name));
    }
    return folders;
  }

  static MethodScores scored(String method, HtmlReport.Folders folders) {
    return new MethodScores(
        method,
        "tissue",
        FolderEvaluator.of(Profile.UACANET).evaluate(folders.predictions(), folders.truths()));
  }

  /** The same images scored against themselves, by another method. */
  static MethodScores perfect(HtmlReport.Folders folders) {
    return new MethodScores(
        "perfect",
        "tissue",
        FolderEvaluator.of(Profile.UACANET).evaluate(folders.truths(), folders.truths()));
  }
}

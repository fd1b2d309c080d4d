package org.bis5k.train.predict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.file.CsvText;
import org.bis5k.metrics.file.SheetText;

/**
 * An image that was left out because it cannot be used.
 *
 * @param image the file
 * @param reason what is wrong with it, for the person who must fix it
 */
public record FailedImage(Path image, String reason) {

  /** The name of the list of failed images beside the outputs. */
  public static final String LIST = "failed.csv";

  /**
   * Writes the list of failed images beside the outputs, with the columns {@code image} and {@code
   * reason}, written as {@link SheetText}; without failures, removes the list of an earlier run.
   *
   * @param folder the folder of the outputs
   * @param failed the images
   * @throws InvalidInputException if the list cannot be written or removed
   */
  public static void writeList(Path folder, List<FailedImage> failed) {
    Path list = folder.resolve(LIST);
    if (failed.isEmpty()) {
      remove(list);
      return;
    }
    StringBuilder text = new StringBuilder(CsvText.line(List.of("image", "reason")));
    failed.forEach(one -> text.append(one.line()));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(list, out -> out.write(bytes));
  }

  private String line() {
    return CsvText.line(List.of(SheetText.cell(image.toString()), SheetText.cell(reason)));
  }

  private static void remove(Path list) {
    try {
      Files.deleteIfExists(list);
    } catch (IOException e) {
      throw InvalidInputException.in(list, "cannot be removed: " + e, e);
    }
  }
}

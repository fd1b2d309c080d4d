package org.bis5k.cli;

import java.nio.file.Path;
import java.util.List;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.train.predict.FailedImage;

/** The end of a command that skipped images because they cannot be used. */
final class Failures {

  private Failures() {}

  /**
   * Prints each failed image with its reason on the error stream.
   *
   * @param failed the images, which {@code failed.csv} in the folder lists too
   * @param images how many images there were
   * @return the exit code
   */
  static int print(List<FailedImage> failed, int images, Path folder, Terminal terminal) {
    if (failed.isEmpty()) {
      return 0;
    }
    failed.forEach(each -> terminal.err().println("Failed: " + each.reason()));
    terminal
        .err()
        .printf(
            "%d of %d images cannot be used; they are listed in %s%n",
            failed.size(), images, folder.resolve(FailedImage.LIST));
    return Bis.WRONG;
  }
}

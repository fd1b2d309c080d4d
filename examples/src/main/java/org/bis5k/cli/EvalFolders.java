package org.bis5k.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bis5k.metrics.report.HtmlReport;

/** The folders of one evaluation, where a folder of ground truth may hold masks/ and images/. */
record EvalFolders(Path predictions, Path masks, Optional<Path> images) {

  static EvalFolders of(Path predictions, Path truth, Optional<Path> images) {
    Path within = truth.resolve("masks");
    Path masks = Files.isDirectory(within) ? within : truth;
    Path full = masks.toAbsolutePath().normalize();
    Path beside = full.resolveSibling("images");
    boolean found = full.endsWith("masks") && Files.isDirectory(beside);
    return new EvalFolders(
        predictions, masks, images.or(() -> found ? Optional.of(beside) : Optional.empty()));
  }

  /** The data set's name: that of the folder of masks, or of its parent if it is called masks. */
  String dataset() {
    Path folder = masks.toAbsolutePath().normalize();
    boolean inside = folder.endsWith("masks") && folder.getParent().getFileName() != null;
    Path name = (inside ? folder.getParent() : folder).getFileName();
    return name == null ? folder.toString() : name.toString(); // the root has none
  }

  HtmlReport.Folders cases() {
    return new HtmlReport.Folders(predictions, masks, images);
  }
}

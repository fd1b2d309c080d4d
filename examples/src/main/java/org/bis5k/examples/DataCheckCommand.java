package org.bis5k.examples;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.bis5k.data.BadFiles;
import org.bis5k.data.BisDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bis data check}. */
@Command(
    name = "check",
    description = {
      "Read every image and mask and name all that is wrong.",
      "ROOT holds images/ and masks/, or formal_train/ and formal_test/ of BIS5k.",
      "Ends with 1 if something is wrong."
    },
    mixinStandardHelpOptions = true)
final class DataCheckCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "ROOT", description = "Folder of the data set.")
  private Path root;

  DataCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    boolean wrong = false;
    for (Path folder : folders(root)) {
      wrong |= check(folder);
    }
    return wrong ? Bis.WRONG : 0;
  }

  static List<Path> folders(Path root) {
    List<Path> splits =
        List.of("formal_train", "formal_test").stream()
            .map(root::resolve)
            .filter(Files::isDirectory)
            .toList();
    return splits.isEmpty() || Files.isDirectory(root.resolve("images")) ? List.of(root) : splits;
  }

  private boolean check(Path folder) {
    PrintStream out = terminal.out();
    BisDataset data = BisDataset.open(folder, BadFiles.SKIP);
    PixelCheck pixels = PixelCheck.of(data.pairs());
    out.println(folder + ": " + data.pairs().size() + " pairs");
    out.print(pixels.report());
    int problems = data.problems().size() + pixels.problems().size();
    if (problems > 0) {
      out.println(problems + (problems == 1 ? " problem:" : " problems:"));
      data.problems().forEach(problem -> out.println("  " + problem));
      pixels.problems().forEach(problem -> out.println("  " + problem));
    }
    return problems > 0;
  }
}

package org.bis5k.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.bis5k.cli.terminal.Range;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.PlainText;
import org.bis5k.model.WeightKind;
import org.bis5k.model.graph.CheckpointLayout;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.StateDictMatch;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.run.Checkpoint;
import org.bis5k.train.run.TrainedWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bis weights check}. */
@Command(
    name = "check",
    description = {
      "Compare a weight file with BCSNet, tensor by tensor.",
      "Ends with 1 and lists every difference if it does not fit, and every tensor with values"
          + " that are not finite."
    },
    mixinStandardHelpOptions = true)
final class WeightsCheckCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "A .pth or .safetensors file, or a run folder.")
  private Path file;

  @Option(
      names = "--width-divisor",
      paramLabel = "D",
      description = "Compare with this width; otherwise the file tells its width.")
  @Range(oneOf = {1, 2, 4, 8, 16})
  private Integer divisor;

  WeightsCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (WeightFile weights = WeightFile.open(TrainedWeights.fileOf(file))) {
      return check(Checkpoint.weightsOf(weights));
    }
  }

  private int check(WeightFile weights) {
    WeightKind kind = WeightKind.of(weights);
    boolean backbone = kind.family() == WeightKind.Family.RES2NET;
    int width =
        divisor != null
            ? BcsNetOptions.ofWidth(divisor).widthDivisor()
            : Math.max(1, kind.widthDivisor());
    CheckpointLayout layout = BcsNetGraph.of(BcsNetOptions.ofWidth(width)).layout();
    Map<String, long[]> expected = (backbone ? layout.module("resnet") : layout).shapes();
    StateDictMatch match =
        StateDictMatch.of(expected, backbone ? WeightKind.backboneOf(weights) : weights);
    String network =
        (backbone ? "the Res2Net-50 backbone of BCSNet" : "BCSNet") + ", width divisor " + width;
    if (!match.isExact()) {
      terminal.out().println(file + ": does not fit " + network + match.report());
      return Bis.WRONG;
    }
    List<String> damaged = weights.notFinite();
    if (!damaged.isEmpty()) {
      terminal.out().println(file + ": fits " + network + ", but is damaged" + listed(damaged));
      return Bis.WRONG;
    }
    terminal.out().println(file + ": fits " + network + " (" + expected.size() + " tensors)");
    return 0;
  }

  private static String listed(List<String> damaged) {
    return damaged.stream()
        .map(name -> "\n  " + PlainText.excerpt(name))
        .collect(
            Collectors.joining(
                "", "\n" + damaged.size() + " tensors with NaN or infinite values:", ""));
  }
}

package org.bis5k.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.PlainText;
import org.bis5k.model.WeightKind;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.run.TrainedWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bis weights show}. */
@Command(
    name = "show",
    description = "List the tensors of a weight file: name, type, shape; and where it comes from.",
    mixinStandardHelpOptions = true)
final class WeightsShowCommand implements Callable<Integer> {

  private static final int LONGEST = 200;

  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "A .pth or .safetensors file, or a run folder.")
  private Path file;

  WeightsShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (WeightFile weights = WeightFile.open(TrainedWeights.fileOf(file))) {
      show(weights);
    }
    return 0;
  }

  private void show(WeightFile weights) {
    PrintStream out = terminal.out();
    long values = 0;
    for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
      Tensor tensor = entry.getValue();
      values += tensor.elements();
      out.printf(
          Locale.ROOT,
          "%-56s %-5s %s%n",
          PlainText.line(entry.getKey()),
          tensor.type(),
          Arrays.toString(tensor.shape()));
    }
    out.printf(Locale.ROOT, "%d tensors, %,d values%n", weights.tensors().size(), values);
    out.println(describe(weights));
    weights
        .metadata()
        .forEach((key, value) -> out.println(PlainText.line(key + ": " + oneLine(value))));
  }

  /** Which network the tensors are of, and whether this library wrote them. */
  static String describe(WeightFile weights) {
    WeightKind kind = WeightKind.of(weights);
    String network =
        switch (kind.family()) {
          case BCSNET -> "BCSNet, width divisor " + kind.widthDivisor();
          case RES2NET -> "Res2Net-50 backbone, width divisor " + kind.widthDivisor();
          case FOREIGN -> "no network known here";
        };
    boolean ours = weights.metadata().keySet().stream().anyMatch(key -> key.startsWith("bis5k."));
    return network + (ours ? "; written by this library" : "; foreign file");
  }

  private static String oneLine(String value) {
    String line = value.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= LONGEST
        ? line
        : line.substring(0, LONGEST) + " ... (" + value.length() + " characters)";
  }
}

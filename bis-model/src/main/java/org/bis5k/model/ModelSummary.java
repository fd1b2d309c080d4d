package org.bis5k.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.network.BcsNetParameters;

/**
 * The parameters of a BCSNet by layer, in checkpoint order. Running statistics and batch counters
 * are no parameters and are not counted; the unused {@code resnet.fc} and {@code decoder} are.
 *
 * @param options the network's width
 * @param layers one line for each parameter tensor
 * @param parameters their number in all
 */
public record ModelSummary(BcsNetOptions options, List<Layer> layers, long parameters) {

  /**
   * One parameter tensor.
   *
   * @param name its name in a checkpoint
   * @param shape its dimensions
   * @param parameters the product of the dimensions
   */
  public record Layer(String name, List<Long> shape, long parameters) {}

  /**
   * Copies the list.
   *
   * @param options the network's width
   * @param layers one line for each parameter tensor
   * @param parameters their number in all
   */
  public ModelSummary {
    layers = List.copyOf(layers);
  }

  /**
   * The summary of a network that need not exist.
   *
   * @param options the network's width
   * @return the summary
   */
  public static ModelSummary of(BcsNetOptions options) {
    return of(options, BcsNetParameters.of(options.widthDivisor()));
  }

  static ModelSummary of(BcsNetOptions options, BcsNetParameters layout) {
    List<Layer> layers = new ArrayList<>();
    long total = 0;
    for (Map.Entry<String, long[]> each : layout.shapes().entrySet()) {
      String name = each.getKey();
      if (name.contains(".running_") || name.endsWith(".num_batches_tracked")) {
        continue;
      }
      long count = Arrays.stream(each.getValue()).reduce(1, Math::multiplyExact);
      layers.add(new Layer(name, Arrays.stream(each.getValue()).boxed().toList(), count));
      total += count;
    }
    return new ModelSummary(options, layers, total);
  }

  /**
   * The counts of the network's modules.
   *
   * @return for example {@code attention_CCR1} and its number of parameters, in checkpoint order
   */
  public Map<String, Long> modules() {
    Map<String, Long> modules = new LinkedHashMap<>();
    for (Layer layer : layers) {
      String module = layer.name().substring(0, layer.name().indexOf('.'));
      modules.merge(module, layer.parameters(), Long::sum);
    }
    return modules;
  }

  /** One line a tensor, then the modules and the total. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Layer layer : layers) {
      text.append(
          String.format(
              Locale.ROOT, "%-52s %-20s %,14d%n", layer.name(), layer.shape(), layer.parameters()));
    }
    text.append(String.format("%n"));
    modules()
        .forEach(
            (name, count) -> text.append(String.format(Locale.ROOT, "%-73s %,14d%n", name, count)));
    text.append(
        String.format(
            Locale.ROOT,
            "%-73s %,14d%n",
            "BCSNet, width divisor " + options.widthDivisor(),
            parameters));
    return text.toString();
  }
}

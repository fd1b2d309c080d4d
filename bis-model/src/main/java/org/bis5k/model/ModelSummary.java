package org.bis5k.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bis5k.model.graph.CheckpointLayout;
import org.bis5k.model.graph.ParameterSpec;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;

/**
 * The parameters of a BCSNet by layer, in checkpoint order. Running statistics and batch counters
 * are not counted; the unused {@code resnet.fc} and {@code decoder} are.
 *
 * @param options the network's width
 * @param layers one line for each parameter tensor
 * @param parameters the total number of parameters
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
   * One module.
   *
   * @param name for example {@code attention_CCR1}
   * @param parameters the number of its parameters
   */
  public record Module(String name, long parameters) {}

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
   * Computes the summary without making the network.
   *
   * @param options the network's width
   * @return the summary
   */
  public static ModelSummary of(BcsNetOptions options) {
    return of(options, BcsNetGraph.of(options).layout());
  }

  static ModelSummary of(BcsNetOptions options, CheckpointLayout layout) {
    List<Layer> layers = new ArrayList<>();
    long total = 0;
    for (ParameterSpec tensor : layout.tensors()) {
      if (tensor.trained()) {
        List<Long> shape = Arrays.stream(tensor.shape()).boxed().toList();
        layers.add(new Layer(tensor.checkpointName(), shape, tensor.length()));
        total += tensor.length();
      }
    }
    return new ModelSummary(options, layers, total);
  }

  /**
   * The parameters of the network's modules.
   *
   * @return one entry for each module, in checkpoint order
   */
  public List<Module> modules() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Layer layer : layers) {
      String module = layer.name().substring(0, layer.name().indexOf('.'));
      counts.merge(module, layer.parameters(), Long::sum);
    }
    return counts.entrySet().stream()
        .map(each -> new Module(each.getKey(), each.getValue()))
        .toList();
  }

  /** One line for each tensor, then the modules and the total. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Layer layer : layers) {
      text.append(
          String.format(
              Locale.ROOT, "%-52s %-20s %,14d%n", layer.name(), layer.shape(), layer.parameters()));
    }
    text.append(String.format("%n"));
    for (Module module : modules()) {
      text.append(String.format(Locale.ROOT, "%-73s %,14d%n", module.name(), module.parameters()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%-73s %,14d%n",
            "BCSNet, width divisor " + options.widthDivisor(),
            parameters));
    return text.toString();
  }
}

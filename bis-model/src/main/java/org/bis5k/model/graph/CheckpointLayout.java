package org.bis5k.model.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a network's checkpoints.
 *
 * @param tensors the tensors in checkpoint order: parameters, running statistics and batch
 *     counters, also of modules that the network does not use
 */
public record CheckpointLayout(List<ParameterSpec> tensors) {

  /**
   * Copies the list.
   *
   * @param tensors the tensors in checkpoint order
   */
  public CheckpointLayout {
    tensors = List.copyOf(tensors);
  }

  /**
   * The names and dimensions.
   *
   * @return an unmodifiable map in checkpoint order
   */
  public Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (ParameterSpec tensor : tensors) {
      shapes.put(tensor.checkpointName(), tensor.shape());
    }
    return Collections.unmodifiableMap(shapes);
  }

  /**
   * The tensors of one module.
   *
   * @param module the module's name, such as {@code resnet}
   * @return the tensors whose names begin with the module's name and a dot
   */
  public CheckpointLayout module(String module) {
    return new CheckpointLayout(
        tensors.stream()
            .filter(tensor -> tensor.checkpointName().startsWith(module + "."))
            .toList());
  }
}

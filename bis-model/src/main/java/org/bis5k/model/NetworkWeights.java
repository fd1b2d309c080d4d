package org.bis5k.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.model.graph.CheckpointLayout;
import org.bis5k.model.graph.NamedParameters;
import org.bis5k.model.graph.NetworkGraph;
import org.bis5k.model.graph.ParameterSpec;
import org.bis5k.model.kernel.Kernels;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The weights of a network by their names in a checkpoint: those of its DL4J graph, and beside them
 * the batch counters and the tensors that the network does not use.
 */
final class NetworkWeights {

  private final CheckpointLayout layout;
  private final NamedParameters parameters;
  private final Map<String, Tensor> outside = new HashMap<>();
  private final Map<String, ParameterSpec> unused = new HashMap<>();

  NetworkWeights(NetworkGraph network, ComputationGraph graph) {
    layout = network.layout();
    parameters = NamedParameters.of(graph);
    network.unusedTensors().forEach(tensor -> unused.put(tensor.checkpointName(), tensor));
  }

  CheckpointLayout layout() {
    return layout;
  }

  NamedParameters parameters() {
    return parameters;
  }

  /** Sets all weights to those of a new network. */
  void reset(long seed) {
    FreshWeights fresh = new FreshWeights(seed);
    for (ParameterSpec tensor : layout.tensors()) {
      String name = tensor.checkpointName();
      NamedParameters.Entry entry = parameters.get(name);
      if (entry != null) {
        Kernels.current().write(fresh.of(tensor), entry.values());
      } else if (tensor.role() == ParameterSpec.Role.COUNTER) {
        outside.put(name, Tensor.ofLongs(new long[1]));
      } else {
        outside.put(name, Tensor.ofFloats(fresh.of(tensor), tensor.shape()));
      }
    }
  }

  /** Sets those weights that a file holds, which must be finite. */
  void load(WeightFile from, Path source) {
    from.tensors()
        .forEach(
            (name, tensor) -> {
              float[] values = from.finiteFloats(name, source);
              NamedParameters.Entry entry = parameters.get(name);
              if (entry != null) {
                Kernels.current().write(values, entry.values());
              } else {
                outside.put(name, copy(tensor));
              }
            });
  }

  void set(String name, Tensor tensor) {
    NamedParameters.Entry entry = parameters.get(name);
    if (entry != null) {
      Kernels.current().write(tensor.toFloats(), entry.values());
    } else {
      outside.put(name, copy(tensor));
    }
  }

  /** A copy on the heap: the file behind the tensor may change or vanish. */
  private static Tensor copy(Tensor tensor) {
    ByteBuffer from = tensor.data();
    ByteBuffer to = ByteBuffer.allocate(from.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    to.put(from).flip();
    return Tensor.of(tensor.type(), to, tensor.shape());
  }

  /** A copy of all weights in checkpoint order. */
  WeightFile copy(Map<String, String> metadata) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec tensor : layout.tensors()) {
      String name = tensor.checkpointName();
      NamedParameters.Entry entry = parameters.get(name);
      tensors.put(
          name, entry == null ? outside.get(name) : Tensor.ofFloats(values(entry), tensor.shape()));
    }
    return WeightFile.of(tensors, metadata);
  }

  /** A copy of one parameter or running statistic of the graph. */
  float[] values(String name) {
    return values(parameters.get(name));
  }

  private static float[] values(NamedParameters.Entry entry) {
    float[] values = new float[(int) entry.spec().length()];
    Kernels.current().read(entry.values(), values);
    return values;
  }

  /** Counts a training batch in every batch normalisation that the network uses. */
  void countBatch() {
    for (ParameterSpec tensor : layout.tensors()) {
      if (tensor.role() == ParameterSpec.Role.COUNTER
          && !unused.containsKey(tensor.checkpointName())) {
        outside.computeIfPresent(
            tensor.checkpointName(),
            (name, count) -> Tensor.ofLongs(new long[] {count.integerAt(0) + 1}));
      }
    }
  }
}

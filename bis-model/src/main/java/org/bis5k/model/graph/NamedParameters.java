package org.bis5k.model.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A graph's parameters and running statistics by their names in a checkpoint. */
public final class NamedParameters {

  /**
   * A parameter or running statistic.
   *
   * @param spec its name and shape
   * @param offset its first element in the flat vectors of parameters and gradients
   * @param values its values, a view of the flat vector
   */
  public record Entry(ParameterSpec spec, long offset, INDArray values) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private NamedParameters() {}

  /**
   * The parameters of a graph.
   *
   * @param graph an initialised graph
   * @return its parameters in the order of the flat vectors
   */
  public static NamedParameters of(ComputationGraph graph) {
    NamedParameters named = new NamedParameters();
    long offset = 0;
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      if (!vertex.hasLayer()) {
        continue;
      }
      Layer layer = vertex.getLayer();
      for (ParameterSpec spec : ((ParameterLayer) layer.conf().getLayer()).stored()) {
        INDArray values = layer.getParam(spec.key());
        named.entries.put(spec.checkpointName(), new Entry(spec, offset, values));
        offset += spec.length();
      }
    }
    return named;
  }

  /**
   * All parameters and running statistics.
   *
   * @return names in a checkpoint to entries, in the order of the flat vectors
   */
  public Map<String, Entry> entries() {
    return entries;
  }

  /**
   * Finds a parameter or running statistic.
   *
   * @param name its name in a checkpoint
   * @return the entry, or null if the graph has none of that name
   */
  public Entry get(String name) {
    return entries.get(name);
  }

  /**
   * The trained parameters.
   *
   * @return entries in the order of the flat vectors
   */
  public List<Entry> trained() {
    List<Entry> trained = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.spec().trained()) {
        trained.add(entry);
      }
    }
    return trained;
  }
}

package org.bis5k.model.graph;

import java.util.List;

/**
 * A node of a network's graph.
 *
 * @param name its name in the graph
 * @param inputs the positions of the nodes it reads, in the list of all nodes
 * @param content what it is
 */
public record NetworkNode(String name, List<Integer> inputs, NodeContent content) {

  /**
   * Whether the node is an input of the graph.
   *
   * @return true if nothing computes its value
   */
  public boolean isInput() {
    return content instanceof NodeContent.Input;
  }
}

package org.bis5k.model.graph;

/** Told how long each node of a pass took. */
@FunctionalInterface
public interface NodeClock {

  /**
   * A node has run.
   *
   * @param node its position in the {@link NetworkPlan}
   * @param backward whether it ran backward
   * @param nanos how long
   */
  void ran(int node, boolean backward, long nanos);
}

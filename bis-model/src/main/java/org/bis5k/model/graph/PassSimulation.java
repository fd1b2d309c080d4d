package org.bis5k.model.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the bytes that {@link PassMemory} comes to hold when {@link GraphPass} runs, without
 * running it: an array given back serves the next request of its length.
 */
public final class PassSimulation {

  private final NetworkPlan plan;
  private final long[] lengths;
  private final Map<Long, Integer> free = new HashMap<>();
  private final boolean[] gradients;
  private final boolean[] held;
  private RecomputedPart[] recomputed;
  private long bytes;

  private PassSimulation(NetworkPlan plan, List<long[]> shapes) {
    this.plan = plan;
    lengths = new long[shapes.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = 1;
      for (long side : shapes.get(i)) {
        lengths[i] *= side;
      }
    }
    recomputed = new RecomputedPart[lengths.length];
    gradients = new boolean[lengths.length];
    held = new boolean[lengths.length];
  }

  /**
   * The memory after an inference pass or a training step.
   *
   * @param plan the graph
   * @param shapes the shape of every node's output
   * @param mode what runs
   * @return bytes that {@link PassMemory} holds
   */
  public static long bytes(NetworkPlan plan, List<long[]> shapes, PassMode mode) {
    PassSimulation simulation = new PassSimulation(plan, shapes);
    if (mode == PassMode.RECOMPUTING) {
      simulation.recomputed = plan.recomputedParts();
    }
    boolean training = mode != PassMode.INFERENCE;
    simulation.forward(training);
    if (training) {
      simulation.backward();
    }
    return simulation.bytes;
  }

  private void take(long length) {
    if (free.getOrDefault(length, 0) > 0) {
      free.merge(length, -1, Integer::sum);
    } else {
      bytes += length * Float.BYTES;
    }
  }

  private void giveBack(long length) {
    free.merge(length, 1, Integer::sum);
  }

  private void forward(boolean training) {
    int[] readers = plan.readers();
    for (int i = 0; i < lengths.length; i++) {
      NetworkNode node = plan.nodes().get(i);
      take(lengths[i]);
      held[i] = true;
      if (training && node.keepsConvolved()) {
        take(lengths[i]);
      }
      for (int input : node.inputs()) {
        if (--readers[input] == 0 && !(training && plan.isKept(input))) {
          giveBack(lengths[input]);
          held[input] = false;
        }
      }
      if (training && recomputed[i] != null) {
        forget(recomputed[i]);
      }
    }
  }

  private void forget(RecomputedPart part) {
    for (int node : part.forgotten()) {
      giveBack(lengths[node]);
      held[node] = false;
    }
    for (int node : part.members()) {
      if (plan.nodes().get(node).keepsConvolved()) {
        giveBack(lengths[node]);
      }
    }
  }

  private void recall(RecomputedPart part) {
    for (int node : part.members()) {
      take(lengths[node]);
      if (plan.nodes().get(node).keepsConvolved()) {
        take(lengths[node]);
      }
      if (held[node]) {
        giveBack(lengths[node]);
      }
      held[node] = true;
    }
  }

  private void backward() {
    for (int output : plan.outputs()) {
      take(lengths[output]);
      gradients[output] = true;
    }
    for (int i = lengths.length - 1; i >= 0; i--) {
      NetworkNode node = plan.nodes().get(i);
      if (node.isInput()) {
        continue;
      }
      if (recomputed[i] != null) {
        recall(recomputed[i]);
      }
      for (int k = 0; k < node.inputs().size(); k++) {
        if (node.passesGradientTo(k)) {
          take(lengths[node.inputs().get(k)]);
        }
      }
      for (int k = 0; k < node.inputs().size(); k++) {
        int input = node.inputs().get(k);
        if (!node.passesGradientTo(k)) {
          continue;
        }
        if (gradients[input]) {
          giveBack(lengths[input]);
        }
        gradients[input] = true;
      }
      if (node.keepsConvolved()) {
        giveBack(lengths[i]);
      }
      giveBack(lengths[i]);
      if (held[i]) {
        giveBack(lengths[i]);
      }
    }
  }
}

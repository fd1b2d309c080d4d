package org.bis5k.model.graph;

import static org.bis5k.model.graph.PassStep.Kind.ADD_GRADIENT;
import static org.bis5k.model.graph.PassStep.Kind.BACKWARD;
import static org.bis5k.model.graph.PassStep.Kind.DROP;
import static org.bis5k.model.graph.PassStep.Kind.DROP_GRADIENT;
import static org.bis5k.model.graph.PassStep.Kind.FORGET;
import static org.bis5k.model.graph.PassStep.Kind.INPUT;
import static org.bis5k.model.graph.PassStep.Kind.OUTPUT_GRADIENT;
import static org.bis5k.model.graph.PassStep.Kind.RECALL;
import static org.bis5k.model.graph.PassStep.Kind.RECALL_CONVOLUTION;
import static org.bis5k.model.graph.PassStep.Kind.RUN;
import static org.bis5k.model.graph.PassStep.Kind.STORE_GRADIENT;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a network's passes: what runs, and when arrays are kept, given back and computed
 * again. {@link GraphPass} executes them, {@link MemoryReplay} counts the memory that they need.
 */
final class PassSchedule {

  private final NetworkPlan plan;
  private final PassMode mode;
  private final boolean keepsAll;
  private final boolean[] held;
  private final RecomputedPart[] endingAt;
  private final List<PassStep> forward = new ArrayList<>();
  private final List<PassStep> backward = new ArrayList<>();

  private PassSchedule(NetworkPlan plan, PassMode mode, boolean keepsAll) {
    this.plan = plan;
    this.mode = mode;
    this.keepsAll = keepsAll;
    int nodes = plan.nodes().size();
    held = new boolean[nodes];
    endingAt = new RecomputedPart[nodes];
    if (mode == PassMode.RECOMPUTING) {
      plan.recomputedParts().forEach(part -> endingAt[part.end()] = part);
    }
  }

  /**
   * The schedule of a mode.
   *
   * @param keepsAll whether training keeps every output until its backward pass
   */
  static PassSchedule of(NetworkPlan plan, PassMode mode, boolean keepsAll) {
    PassSchedule schedule = new PassSchedule(plan, mode, keepsAll && mode != PassMode.INFERENCE);
    schedule.addForward();
    if (mode != PassMode.INFERENCE) {
      schedule.addBackward();
    }
    return schedule;
  }

  List<PassStep> forward() {
    return forward;
  }

  /** Empty in inference. */
  List<PassStep> backward() {
    return backward;
  }

  private boolean training() {
    return mode != PassMode.INFERENCE;
  }

  private void addForward() {
    int[] readers = plan.readers();
    boolean[] kept = plan.kept();
    for (int i = 0; i < held.length; i++) {
      NetworkNode node = plan.nodes().get(i);
      forward.add(PassStep.of(node.isInput() ? INPUT : RUN, i));
      held[i] = true;
      for (int input : node.inputs()) {
        if (--readers[input] == 0 && !(training() && (keepsAll || kept[input]))) {
          drop(forward, input);
        }
      }
      if (endingAt[i] != null) {
        forget(endingAt[i]);
      }
    }
  }

  private void drop(List<PassStep> steps, int node) {
    steps.add(PassStep.of(DROP, node));
    held[node] = false;
  }

  private void forget(RecomputedPart part) {
    if (!keepsAll) {
      part.forgotten().forEach(node -> drop(forward, node));
    }
    for (int node : part.members()) {
      if (plan.nodes().get(node).content().keepsConvolution()) {
        forward.add(PassStep.of(FORGET, node));
      }
    }
  }

  private void addBackward() {
    boolean[] gradients = new boolean[held.length];
    for (int output : plan.outputs()) {
      backward.add(PassStep.of(OUTPUT_GRADIENT, output));
      gradients[output] = true;
    }
    for (int i = held.length - 1; i >= 0; i--) {
      NetworkNode node = plan.nodes().get(i);
      if (node.isInput()) {
        continue;
      }
      if (endingAt[i] != null) {
        recall(endingAt[i]);
      }
      if (gradients[i]) {
        backward.add(PassStep.of(BACKWARD, i));
        for (int k = 0; k < node.inputs().size(); k++) {
          if (node.content().passesGradientTo(k)) {
            int input = node.inputs().get(k);
            backward.add(new PassStep(gradients[input] ? ADD_GRADIENT : STORE_GRADIENT, i, k));
            gradients[input] = true;
          }
        }
        backward.add(PassStep.of(DROP_GRADIENT, i));
      } else if (node.content().keepsConvolution()) {
        backward.add(PassStep.of(FORGET, i));
      }
      if (held[i]) {
        drop(backward, i);
      }
    }
  }

  private void recall(RecomputedPart part) {
    for (int node : part.members()) {
      backward.add(PassStep.of(held[node] ? RECALL_CONVOLUTION : RECALL, node));
      held[node] = true;
    }
  }
}

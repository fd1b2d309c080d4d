package org.bis5k.model.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A block whose inner activations a training pass drops and computes again when the backward pass
 * arrives (Chen et al., Training Deep Nets with Sublinear Memory Cost, <a
 * href="https://arxiv.org/abs/1604.06174">arXiv:1604.06174</a>).
 */
final class RecomputedPart {

  private final List<Integer> members;
  private final List<Integer> forgotten;

  private RecomputedPart(List<Integer> members, List<Integer> forgotten) {
    this.members = members;
    this.forgotten = forgotten;
  }

  /** The layers whose names begin with the block's, and what lies between them. */
  static RecomputedPart of(NetworkPlan plan, String block) {
    boolean[] kept = plan.kept();
    int count = kept.length;
    boolean[] after = new boolean[count];
    for (int i = 0; i < count; i++) {
      after[i] = plan.nodes().get(i).name().startsWith(block);
    }
    boolean[] before = after.clone();
    for (int i = 0; i < count; i++) {
      for (int input : plan.nodes().get(i).inputs()) {
        after[i] |= after[input];
      }
    }
    boolean[] readOutside = new boolean[count];
    plan.outputs().forEach(output -> readOutside[output] = true);
    for (int i = count - 1; i >= 0; i--) {
      for (int input : plan.nodes().get(i).inputs()) {
        before[input] |= before[i];
        readOutside[input] |= !(before[i] && after[i]);
      }
    }
    List<Integer> members = new ArrayList<>();
    List<Integer> forgotten = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (before[i] && after[i]) {
        members.add(i);
        if (kept[i] && !readOutside[i]) {
          forgotten.add(i);
        }
      }
    }
    return new RecomputedPart(List.copyOf(members), List.copyOf(forgotten));
  }

  /** The nodes of the block, in the order of the plan. */
  List<Integer> members() {
    return members;
  }

  /** The members whose outputs would be kept and are read by members only. */
  List<Integer> forgotten() {
    return forgotten;
  }

  /** The last node, after which the inner activations are dropped. */
  int end() {
    return members.get(members.size() - 1);
  }
}

package org.bis5k.model.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of the encoder whose inner activations a training pass forgets and computes again when
 * the backward pass arrives (Chen et al., Training Deep Nets with Sublinear Memory Cost, <a
 * href="https://arxiv.org/abs/1604.06174">arXiv:1604.06174</a>): a block of Res2Net, a CCR or a
 * TIR.
 */
final class RecomputedPart {

  private static final Pattern BLOCK =
      Pattern.compile("(resnet\\.layer\\d+\\.\\d+|attention_CCR\\d+|tir\\d+)\\..+");

  private final List<Integer> members;
  private final List<Integer> forgotten;

  private RecomputedPart(List<Integer> members, List<Integer> forgotten) {
    this.members = members;
    this.forgotten = forgotten;
  }

  /** The parts of a graph; they share no node. */
  static List<RecomputedPart> of(NetworkPlan plan) {
    Map<String, boolean[]> named = new LinkedHashMap<>();
    for (int i = 0; i < plan.nodes().size(); i++) {
      Matcher block = BLOCK.matcher(plan.nodes().get(i).name());
      if (block.matches()) {
        named.computeIfAbsent(block.group(1), name -> new boolean[plan.nodes().size()])[i] = true;
      }
    }
    return named.values().stream().map(layers -> of(plan, layers)).toList();
  }

  /** The given layers and what lies between them. */
  private static RecomputedPart of(NetworkPlan plan, boolean[] layers) {
    int count = layers.length;
    boolean[] after = layers.clone();
    for (int i = 0; i < count; i++) {
      for (int input : plan.nodes().get(i).inputs()) {
        after[i] |= after[input];
      }
    }
    boolean[] before = layers.clone();
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
        if (plan.isKept(i) && !readOutside[i]) {
          forgotten.add(i);
        }
      }
    }
    return new RecomputedPart(List.copyOf(members), List.copyOf(forgotten));
  }

  /** Its nodes, by their positions in the plan, in order. */
  List<Integer> members() {
    return members;
  }

  /** Those whose outputs only members read, among those that are kept otherwise. */
  List<Integer> forgotten() {
    return forgotten;
  }

  /** Its last node: forward the inner activations go when it has run, backward they come back. */
  int end() {
    return members.get(members.size() - 1);
  }
}

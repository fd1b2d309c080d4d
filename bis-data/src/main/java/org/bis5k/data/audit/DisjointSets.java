package org.bis5k.data.audit;

import java.util.Arrays;

/** Items 0 to n - 1 in sets that can be joined (union-find with path halving). */
final class DisjointSets {

  private final int[] parent;

  DisjointSets(int items) {
    parent = new int[items];
    Arrays.setAll(parent, item -> item);
  }

  /** Makes one set of two; the smaller representative stays. */
  void join(int a, int b) {
    int first = find(a);
    int second = find(b);
    parent[Math.max(first, second)] = Math.min(first, second);
  }

  /** The representative of an item's set: its smallest member. */
  int find(int item) {
    int at = item;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}

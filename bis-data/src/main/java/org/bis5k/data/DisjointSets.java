package org.bis5k.data;

import java.util.Arrays;

/** Items 0 to n - 1 in sets that can be joined (union-find with path halving). */
public final class DisjointSets {

  private int[] parent;
  private int items;

  private DisjointSets(int items) {
    this.parent = new int[Math.max(16, items)];
    this.items = items;
    Arrays.setAll(parent, item -> item);
  }

  /**
   * Items in sets of their own.
   *
   * @param items the number of items, 0 or more
   * @return the sets
   */
  public static DisjointSets of(int items) {
    return new DisjointSets(items);
  }

  /**
   * Adds an item in a set of its own.
   *
   * @return the item
   */
  public int add() {
    if (items == parent.length) {
      parent = Arrays.copyOf(parent, 2 * items);
    }
    parent[items] = items;
    return items++;
  }

  /**
   * Makes one set of two.
   *
   * @param a an item of one set
   * @param b an item of the other, or of the same
   */
  public void join(int a, int b) {
    int first = find(a);
    int second = find(b);
    parent[Math.max(first, second)] = Math.min(first, second);
  }

  /**
   * The representative of an item's set.
   *
   * @param item an item
   * @return the smallest member of its set
   */
  public int find(int item) {
    int at = item;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}

package org.bis5k.data.polygon;

import java.util.Arrays;
import org.bis5k.data.Mask;

/**
 * The 4-connected regions of a mask, kept as horizontal runs of pixels: memory goes with the length
 * of the borders, not with the area.
 */
final class RunLabels {

  private final int[] firstRun; // of each row, and after the last
  private int[] start = new int[64];
  private int[] parent = new int[64]; // of each run, in a forest of runs that touch
  private int runs;

  private RunLabels(int rows) {
    firstRun = new int[rows + 1];
  }

  static RunLabels of(Mask mask) {
    int height = mask.size().height();
    RunLabels labels = new RunLabels(height);
    int[] ends = new int[64];
    for (int y = 0; y < height; y++) {
      labels.firstRun[y] = labels.runs;
      ends = labels.addRow(mask, y, ends);
    }
    labels.firstRun[height] = labels.runs;
    return labels;
  }

  /** The region of a foreground pixel: a number that its pixels share. */
  int at(int y, int x) {
    int run = Arrays.binarySearch(start, firstRun[y], firstRun[y + 1], x);
    return root(run >= 0 ? run : -run - 2);
  }

  private int[] addRow(Mask mask, int y, int[] knownEnds) {
    int[] ends = knownEnds;
    int width = mask.size().width();
    int above = y == 0 ? runs : firstRun[y - 1];
    int lastAbove = firstRun[y];
    for (int x = 0; x < width; x++) {
      if (mask.at(y * width + x)) {
        int from = x;
        while (x < width && mask.at(y * width + x)) {
          x++;
        }
        if (runs == start.length) {
          start = Arrays.copyOf(start, 2 * runs);
          parent = Arrays.copyOf(parent, 2 * runs);
        }
        ends = runs < ends.length ? ends : Arrays.copyOf(ends, 2 * runs);
        start[runs] = from;
        ends[runs] = x;
        parent[runs] = runs;
        while (above < lastAbove && ends[above] <= from) {
          above++;
        }
        for (int other = above; other < lastAbove && start[other] < x; other++) {
          parent[root(runs)] = root(other);
        }
        runs++;
      }
    }
    return ends;
  }

  private int root(int run) {
    int at = run;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}

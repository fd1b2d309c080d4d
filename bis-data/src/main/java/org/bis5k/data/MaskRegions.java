package org.bis5k.data;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The 4-connected regions of a binary mask, kept as horizontal runs of pixels: memory grows with
 * the length of the borders, not with the area.
 */
public final class MaskRegions {

  private final int[] firstRun; // of each row, and after the last
  private final DisjointSets regions = DisjointSets.of(0); // of runs
  private int[] starts = new int[64]; // column of each run's first pixel
  private int[] ends = new int[64]; // column after its last

  private MaskRegions(int rows) {
    firstRun = new int[rows + 1];
  }

  /**
   * The regions of a mask's foreground.
   *
   * @param mask the mask
   * @return its regions
   */
  public static MaskRegions of(Mask mask) {
    return of(mask.size(), mask::at);
  }

  private static MaskRegions of(Size size, IntPredicate foreground) {
    MaskRegions regions = new MaskRegions(size.height());
    int runs = 0;
    for (int y = 0; y < size.height(); y++) {
      regions.firstRun[y] = runs;
      runs = regions.addRow(foreground, y, size.width(), runs);
    }
    regions.firstRun[size.height()] = runs;
    return regions;
  }

  /**
   * Inverts every region of few pixels, of foreground and of background.
   *
   * @param mask the pixels, rows from the top; changed
   * @param size height and width
   * @param smallest regions of at least so many pixels stay
   */
  public static void invertSmall(boolean[] mask, Size size, int smallest) {
    MaskRegions foreground = of(size, pixel -> mask[pixel]);
    MaskRegions background = of(size, pixel -> !mask[pixel]);
    foreground.fillSmall(mask, size, smallest, false);
    background.fillSmall(mask, size, smallest, true);
  }

  /**
   * The region of a foreground pixel.
   *
   * @param y its row
   * @param x its column
   * @return a number that the pixels of its region share, and no others
   */
  public int at(int y, int x) {
    int run = Arrays.binarySearch(starts, firstRun[y], firstRun[y + 1], x);
    return regions.find(run >= 0 ? run : -run - 2);
  }

  private int addRow(IntPredicate foreground, int y, int width, int known) {
    int runs = known;
    int above = y == 0 ? runs : firstRun[y - 1];
    int lastAbove = firstRun[y];
    int row = y * width;
    for (int x = 0; x < width; x++) {
      if (foreground.test(row + x)) {
        int from = x;
        while (x < width && foreground.test(row + x)) {
          x++;
        }
        add(runs, from, x);
        while (above < lastAbove && ends[above] <= from) {
          above++;
        }
        for (int other = above; other < lastAbove && starts[other] < x; other++) {
          regions.join(runs, other);
        }
        runs++;
      }
    }
    return runs;
  }

  private void add(int run, int from, int to) {
    if (run == starts.length) {
      starts = Arrays.copyOf(starts, 2 * run);
      ends = Arrays.copyOf(ends, 2 * run);
    }
    starts[run] = from;
    ends[run] = to;
    regions.add();
  }

  private void fillSmall(boolean[] mask, Size size, int smallest, boolean value) {
    int runs = firstRun[size.height()];
    int[] pixels = new int[runs];
    for (int run = 0; run < runs; run++) {
      pixels[regions.find(run)] += ends[run] - starts[run];
    }
    for (int y = 0; y < size.height(); y++) {
      for (int run = firstRun[y]; run < firstRun[y + 1]; run++) {
        if (pixels[regions.find(run)] < smallest) {
          int row = y * size.width();
          Arrays.fill(mask, row + starts[run], row + ends[run], value);
        }
      }
    }
  }
}

package org.bis5k.data.polygon;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bis5k.data.Mask;

/**
 * Follows the borders of a mask along the edges of its pixels, foreground on the right hand. Where
 * two foreground pixels touch at a corner only, the line turns to its own pixel; where it passes
 * such a corner twice, it is cut there into two rings, so that no ring touches itself.
 */
final class RingTracer {

  private static final int[] DX = {1, 0, -1, 0}; // right, down, left, up
  private static final int[] DY = {0, 1, 0, -1};

  /** From a corner, the pixel ahead on the right of each direction; then that on the left. */
  private static final int[][] RIGHT = {{0, 0}, {-1, 0}, {-1, -1}, {0, -1}};

  private static final int[][] LEFT = {{0, -1}, {0, 0}, {-1, 0}, {-1, -1}};

  private final Mask mask;
  private final int width;
  private final int height;
  private final BitSet tracedTops = new BitSet();
  private final BiConsumer<PixelRing, int[]> found;
  private final Map<Long, Integer> touched = new HashMap<>();
  private int[] corners = new int[64];
  private int count;

  private RingTracer(Mask mask, BiConsumer<PixelRing, int[]> found) {
    this.mask = mask;
    this.width = mask.size().width();
    this.height = mask.size().height();
    this.found = found;
  }

  /** A mask's rings, each with the x and y of a foreground pixel that it borders. */
  static void trace(Mask mask, BiConsumer<PixelRing, int[]> found) {
    RingTracer tracer = new RingTracer(mask, found);
    for (int y = 0; y < tracer.height; y++) {
      for (int x = 0; x < tracer.width; x++) {
        if (tracer.at(x, y)
            && !tracer.at(x, y - 1)
            && !tracer.tracedTops.get(y * tracer.width + x)) {
          tracer.trace(x, y);
        }
      }
    }
  }

  private boolean at(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && mask.at(y * width + x);
  }

  /** Every ring has an edge on top of a pixel; the first of a row begins at a corner. */
  private void trace(int startX, int startY) {
    int x = startX;
    int y = startY;
    int direction = 0;
    boolean closed;
    count = 0;
    touched.clear();
    corner(x, y, true); // if it is none of those, only the end of the ring comes back to it
    do {
      if (direction == 0) {
        tracedTops.set(y * width + x);
      }
      x += DX[direction];
      y += DY[direction];
      boolean right = at(x + RIGHT[direction][0], y + RIGHT[direction][1]);
      boolean left = at(x + LEFT[direction][0], y + LEFT[direction][1]);
      int turn = !right ? 1 : left ? 3 : 0;
      direction = (direction + turn) % 4;
      closed = x == startX && y == startY && direction == 0;
      if (turn != 0 && !closed) {
        corner(x, y, !right && left);
      }
    } while (!closed);
    emit(0);
  }

  /** Adds a corner; one where pixels touch, when it comes again, closes a ring of its own. */
  private void corner(int x, int y, boolean touching) {
    if (touching) {
      Integer before = touched.get(key(x, y));
      if (before != null) {
        emit(before); // no corner in between comes again: the line never crosses itself
        count = before + 1;
        return;
      }
      touched.put(key(x, y), count);
    }
    add(x, y);
  }

  private void add(int x, int y) {
    if (2 * count == corners.length) {
      corners = Arrays.copyOf(corners, 2 * corners.length);
    }
    corners[2 * count] = x;
    corners[2 * count + 1] = y;
    count++;
  }

  /** Hands over the corners from one on as a ring. */
  private void emit(int from) {
    int[] ring = Arrays.copyOfRange(corners, 2 * from, 2 * count);
    int direction = 0;
    while (Integer.signum(ring[2] - ring[0]) != DX[direction]
        || Integer.signum(ring[3] - ring[1]) != DY[direction]) {
      direction++;
    }
    int[] pixel = {ring[0] + RIGHT[direction][0], ring[1] + RIGHT[direction][1]};
    found.accept(PixelRing.of(ring), pixel);
  }

  private static long key(int x, int y) {
    return (long) x << 32 | y;
  }
}

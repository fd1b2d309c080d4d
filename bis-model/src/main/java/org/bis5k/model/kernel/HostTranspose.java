package org.bis5k.model.kernel;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Transposes matrices on host memory, one task a band of rows. */
final class HostTranspose {

  private HostTranspose() {}

  static void transpose(INDArray from, INDArray to) {
    int rows = (int) from.size(0);
    int columns = (int) from.size(1);
    FloatBuffer in = HostMemory.floats(from);
    FloatBuffer out = HostMemory.floats(to);
    int tile = 32;
    int tilesDown = (rows + tile - 1) / tile;
    Parallel.forEach(
        tilesDown,
        from.length(),
        part -> {
          int top = part * tile;
          int height = Math.min(tile, rows - top);
          float[] block = HostMemory.scratch(0, height * columns);
          float[] line = HostMemory.scratch(1, tile);
          in.get(top * columns, block, 0, height * columns);
          for (int column = 0; column < columns; column++) {
            for (int row = 0; row < height; row++) {
              line[row] = block[row * columns + column];
            }
            out.put(column * rows + top, line, 0, height);
          }
        });
  }
}

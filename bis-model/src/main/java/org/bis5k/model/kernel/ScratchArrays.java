package org.bis5k.model.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Native working arrays of one thread, one for each purpose, which only grow. */
final class ScratchArrays {

  private final INDArray[] flats;

  ScratchArrays(int purposes) {
    flats = new INDArray[purposes];
  }

  /** An array of any content; valid until the next call for the same purpose. */
  INDArray of(int purpose, long... shape) {
    long length = 1;
    for (long side : shape) {
      length = Math.multiplyExact(length, side);
    }
    INDArray flat = flats[purpose];
    if (flat == null || flat.length() < length) {
      if (flat != null) {
        flat.close();
      }
      try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        flat = Nd4j.createUninitialized(DataType.FLOAT, new long[] {length}, 'c');
      }
      flats[purpose] = flat;
    }
    return flat.get(NDArrayIndex.interval(0, length)).reshape('c', shape);
  }
}

package org.bis5k.model.weights;

import java.util.List;

/**
 * A tensor as a checkpoint describes it: a strided view of a storage, not read yet.
 *
 * @param storage where the elements lie
 * @param offset the first element, counted from the storage's start
 * @param shape the dimensions
 * @param strides the distance, in elements, between neighbours along each dimension
 */
record TensorRef(StorageRef storage, long offset, List<Long> shape, List<Long> strides) {

  long[] dimensions() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}

package org.bis5k.model.weights;

import java.util.List;

/**
 * A tensor as a PyTorch checkpoint describes it: a strided view of a storage, whose elements are
 * not read yet.
 *
 * @param storage where the elements lie
 * @param offset the first element, counted from the storage's start
 * @param shape the dimensions
 * @param strides the distance, in elements, between neighbours along each dimension
 */
record StoredTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {

  /**
   * A storage: the elements of one or more tensors, one after the other.
   *
   * @param key its name in the file
   * @param type its element type
   * @param elements how many elements the whole storage has
   * @param start the element at which the part referred to begins
   */
  record Storage(String key, Tensor.Type type, long elements, long start) {}

  /** Finds the storages of a checkpoint. */
  interface Source {

    /** Returns all bytes of a storage, exactly as many as its elements take. */
    TensorBytes bytes(Storage storage);
  }

  /** Returns the shape as an array. */
  long[] dimensions() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}

package org.bis5k.model.weights;

/** Where a checkpoint's storages are found. */
interface StorageSource {

  /** All bytes of a storage; exactly its elements. */
  TensorBytes bytes(StorageRef storage);
}

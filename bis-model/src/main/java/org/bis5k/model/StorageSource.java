package org.bis5k.model;

import java.nio.ByteBuffer;

/** Where a checkpoint's storages are found. */
interface StorageSource {

  /** All bytes of a storage, little endian; exactly its elements. */
  ByteBuffer bytes(StorageRef storage);
}

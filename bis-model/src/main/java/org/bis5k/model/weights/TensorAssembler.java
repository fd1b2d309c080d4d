package org.bis5k.model.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes tensors of their descriptions. A contiguous one is a view of its storage; any other is
 * copied into row-major order. A short description can ask for much memory, so what is asked for is
 * compared with the file's length: copies may take as many bytes as the file has, and all tensors
 * together four times as many.
 */
final class TensorAssembler {

  private static final int SHARING = 4;

  private final FileBytes file;
  private final StoredTensor.Source source;
  private final Map<String, TensorBytes> storages = new HashMap<>();
  private final Map<String, ByteBuffer> strided = new HashMap<>();
  private long copied;
  private long total;

  TensorAssembler(FileBytes file, StoredTensor.Source source) {
    this.file = file;
    this.source = source;
  }

  Tensor assemble(String name, StoredTensor ref) {
    long[] shape = ref.dimensions();
    Tensor.Type type = ref.storage().type();
    long length;
    try {
      length = Tensor.byteCount(type, shape);
    } catch (IllegalArgumentException e) {
      throw file.fault("tensor " + name + ": " + e.getMessage());
    }
    if (length == 0) {
      return Tensor.of(type, ByteBuffer.allocate(0), shape);
    }
    checkInside(name, ref);
    total += Math.min(length, SHARING * file.size() + 1);
    if (total > SHARING * file.size()) {
      throw file.fault(
          "tensor %s %s %s needs %d bytes: more than the file can hold, even with shared storages"
              .formatted(name, type, Arrays.toString(shape), length));
    }
    TensorBytes storage =
        storages.computeIfAbsent(ref.storage().key(), k -> source.bytes(ref.storage()));
    long start = (ref.storage().start() + ref.offset()) * type.bytes();
    if (isContiguous(ref)) {
      return Tensor.of(type, storage.range((int) start, (int) length), shape);
    }
    copied += length;
    if (copied > file.size()) {
      throw file.fault(
          "tensor " + name + " repeats elements of its storage until it is larger than the file");
    }
    ByteBuffer target = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    copy(ref, 0, strided.computeIfAbsent(ref.storage().key(), k -> storage.all()), start, target);
    return Tensor.of(type, target.flip(), shape);
  }

  /** Checks that the last element of the view lies in the storage; the sides are positive. */
  private void checkInside(String name, StoredTensor ref) {
    StoredTensor.Storage storage = ref.storage();
    try {
      long last = Math.addExact(storage.start(), ref.offset());
      for (int i = 0; i < ref.shape().size(); i++) {
        long steps = ref.shape().get(i) - 1;
        last = Math.addExact(last, Math.multiplyExact(steps, ref.strides().get(i)));
      }
      if (last < storage.elements()) {
        return;
      }
    } catch (ArithmeticException e) {
      // An index that leaves a long also leaves the storage.
    }
    throw file.fault(
        "tensor %s of size %s, stride %s and offset %d reaches beyond its storage %s of %d elements"
            .formatted(
                name, ref.shape(), ref.strides(), ref.offset(), storage.key(), storage.elements()));
  }

  private static boolean isContiguous(StoredTensor ref) {
    long expected = 1;
    for (int i = ref.shape().size() - 1; i >= 0; i--) {
      long side = ref.shape().get(i);
      if (side != 1 && ref.strides().get(i) != expected) {
        return false;
      }
      expected *= side;
    }
    return true;
  }

  private static void copy(
      StoredTensor ref, int dimension, ByteBuffer storage, long start, ByteBuffer target) {
    int bytes = ref.storage().type().bytes();
    if (dimension == ref.shape().size()) {
      for (int i = 0; i < bytes; i++) {
        target.put(storage.get((int) start + i));
      }
      return;
    }
    long step = ref.strides().get(dimension) * bytes;
    for (long i = 0; i < ref.shape().get(dimension); i++) {
      copy(ref, dimension + 1, storage, start + i * step, target);
    }
  }
}

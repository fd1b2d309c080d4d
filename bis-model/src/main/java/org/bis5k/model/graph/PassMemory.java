package org.bis5k.model.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The arrays of a network's passes. An array given back serves the next request of as many
 * elements, so that repeated passes over one size allocate nothing. Takes the place of DL4J's
 * workspaces, so that layers run under DL4J's own passes as well.
 */
public final class PassMemory extends LayerWorkspaceMgr implements AutoCloseable {

  private static final long LIMIT = limit();

  /** Unused vectors by length. */
  private final Map<Long, Deque<Vector>> free = new HashMap<>();

  /** The vector behind each array in use. */
  private final Map<INDArray, Vector> inUse = new IdentityHashMap<>();

  private long bytes;
  private boolean recalls;

  /** Memory and its views by shape, which are kept: making one costs more than a small layer. */
  private record Vector(INDArray flat, List<INDArray> views) {

    INDArray as(long[] shape) {
      for (INDArray view : views) {
        if (Arrays.equals(view.shape(), shape)) {
          return view;
        }
      }
      INDArray view = flat.reshape('c', shape);
      views.add(view);
      return view;
    }
  }

  PassMemory() {
    super(new HashSet<>(), new EnumMap<>(ArrayType.class), new EnumMap<>(ArrayType.class));
  }

  /**
   * Takes an array back if the manager is a {@link PassMemory}; DL4J's own managers free by
   * themselves.
   */
  static void giveBack(LayerWorkspaceMgr memory, INDArray array) {
    if (memory instanceof PassMemory own && array != null) {
      own.giveBack(array);
    }
  }

  /** Takes an array back; an array of another origin is ignored. */
  void giveBack(INDArray array) {
    Vector vector = inUse.remove(array);
    if (vector != null) {
      free.computeIfAbsent(vector.flat().length(), length -> new ArrayDeque<>()).push(vector);
    }
  }

  /**
   * An uninitialised float array in C order.
   *
   * @param shape its dimensions
   * @return the array, which belongs to this memory
   * @throws OutOfMemoryError if it would exceed the limit of native memory
   */
  public INDArray take(long... shape) {
    long length = 1;
    for (long side : shape) {
      length = Math.multiplyExact(length, side);
    }
    Deque<Vector> stack = free.get(length);
    Vector vector = stack == null || stack.isEmpty() ? allocate(length) : stack.pop();
    INDArray array = vector.as(shape);
    inUse.put(array, vector);
    return array;
  }

  private Vector allocate(long length) {
    requireRoom(length * Float.BYTES);
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      INDArray flat = Nd4j.createUninitialized(DataType.FLOAT, new long[] {length}, 'c');
      bytes += length * Float.BYTES;
      return new Vector(flat, new ArrayList<>());
    }
  }

  private void requireRoom(long asked) {
    if (asked > LIMIT - bytes) {
      trim();
    }
    if (asked > LIMIT - bytes) {
      throw new OutOfMemoryError(
          asked + " bytes more than the " + bytes + " in use would exceed the limit of " + LIMIT);
    }
  }

  /** The limit set for JavaCPP, which does not count the arrays of ND4J's CPU backend itself. */
  private static long limit() {
    return System.getProperty("org.bytedeco.javacpp.maxbytes") == null
        ? Long.MAX_VALUE
        : Pointer.maxBytes();
  }

  /** Bytes that a pass may hold: the limit, or without a limit the bytes held now. */
  long room() {
    return LIMIT == Long.MAX_VALUE ? bytes : LIMIT;
  }

  /** Sets whether the present forward pass repeats an earlier one. */
  void recall(boolean again) {
    recalls = again;
  }

  /** Whether the present forward pass repeats an earlier one, whose batch statistics are used. */
  static boolean isRecalling(LayerWorkspaceMgr memory) {
    return memory instanceof PassMemory own && own.recalls;
  }

  /**
   * The memory held, in use or free.
   *
   * @return bytes
   */
  public long bytes() {
    return bytes;
  }

  /**
   * The number of arrays in use.
   *
   * @return arrays handed out and not yet given back
   */
  public int arraysInUse() {
    return inUse.size();
  }

  @Override
  public INDArray createUninitialized(ArrayType type, DataType dataType, long[] shape, char order) {
    return take(shape);
  }

  @Override
  public INDArray leverageTo(ArrayType type, INDArray array) {
    return array;
  }

  /** Frees unused arrays. */
  public void trim() {
    for (Deque<Vector> stack : free.values()) {
      for (Vector vector : stack) {
        bytes -= vector.flat().length() * Float.BYTES;
        vector.flat().close();
      }
    }
    free.clear();
  }

  /** Takes back all arrays, also those of a pass that failed. */
  void giveBackAll() {
    inUse.keySet().stream().toList().forEach(this::giveBack);
  }

  /** Frees all arrays; those in use become invalid. */
  @Override
  public void close() {
    giveBackAll();
    trim();
  }
}

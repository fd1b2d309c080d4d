package org.bis5k.model.weights;

/**
 * A storage of a checkpoint that a pickle refers to: where a tensor's elements lie.
 *
 * @param key its name in the file
 * @param type its element type
 * @param elements how many elements the whole storage has
 * @param start the element at which the part referred to begins
 */
record StorageRef(String key, Tensor.Type type, long elements, long start) {}

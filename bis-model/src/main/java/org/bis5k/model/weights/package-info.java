/**
 * Weight files: {@code .pth} and {@code .safetensors}, read without executing anything in them.
 * API: {@code WeightFile}, {@code Tensor}, {@code StateDictMatch}.
 */
package org.bis5k.model.weights;

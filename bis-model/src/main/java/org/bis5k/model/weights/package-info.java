/**
 * Weight files: PyTorch checkpoints ({@code .pth}) and safetensors, read without executing anything
 * in them, and written. Nothing here knows a network or a tensor library.
 *
 * <p>API, for programs that read or write weights: {@link org.bis5k.model.weights.WeightFile},
 * {@link org.bis5k.model.weights.Tensor}, {@link org.bis5k.model.weights.StateDictMatch}. {@link
 * org.bis5k.model.weights.FileBytes} is public for {@code org.bis5k.model.engine} alone.
 */
package org.bis5k.model.weights;

/**
 * BCSNet: the network with its weights, training steps, and its memory and parameters in numbers.
 *
 * <p>API, for programs that train or compute with the network in memory: {@link
 * org.bis5k.model.BcsNet}, {@link org.bis5k.model.NetworkOutputs}, {@link
 * org.bis5k.model.TrainingPass}, {@link org.bis5k.model.MemoryEstimate}, {@link
 * org.bis5k.model.ModelSummary}, {@link org.bis5k.model.WeightKind}, {@link
 * org.bis5k.model.LogitFunction}. {@link org.bis5k.model.OutputCheck} is public for {@code
 * org.bis5k.model.engine} alone.
 */
package org.bis5k.model;

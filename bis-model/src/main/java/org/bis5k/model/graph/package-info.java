/**
 * Network graphs on DL4J's {@code ComputationGraph}: the description of a network by {@link
 * org.bis5k.model.graph.Wiring} and {@link org.bis5k.model.graph.Scope}, its layers and operations,
 * and the passes through it. Nothing here knows a particular network.
 *
 * <p>Internal, for whoever adds a network, a layer or an operation. Programs meet {@link
 * org.bis5k.model.graph.PassMode} and {@link org.bis5k.model.graph.CheckpointLayout} in signatures
 * of the API.
 */
package org.bis5k.model.graph;

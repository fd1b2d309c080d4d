/**
 * Layers, operations and passes of a network graph that is built on DL4J's {@code
 * ComputationGraph}. Independent of the network.
 */
package org.bis5k.model.graph;

/**
 * Networks and the blocks they share: a network is one class that declares its blocks in the order
 * of its checkpoints and connects them.
 *
 * <p>API, for programs that create a network: {@link org.bis5k.model.network.BcsNetOptions}; {@link
 * org.bis5k.model.network.BcsNetGraph} gives the description of the network. The blocks are
 * internal, for whoever adds a network. They keep the names of the papers: CCR refines an encoder
 * stage by attention over all positions, TIR refines it by parallel branches, PAA is a branch with
 * axial attention.
 */
package org.bis5k.model.network;

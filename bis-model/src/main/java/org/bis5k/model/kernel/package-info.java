/**
 * The arithmetic of the layers, on host memory or in ND4J operations.
 *
 * <p>Internal, for whoever adds an operation or makes one faster. Other packages of this module use
 * {@link org.bis5k.model.kernel.Kernels}, the types in its signatures, {@link
 * org.bis5k.model.kernel.Backend} and {@link org.bis5k.model.kernel.Parallel}.
 */
package org.bis5k.model.kernel;

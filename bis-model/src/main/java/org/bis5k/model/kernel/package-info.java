/**
 * The arithmetic under the layers, on host memory or in ND4J operations. For this module alone,
 * except {@code Parallel} and {@code Backend}.
 */
package org.bis5k.model.kernel;

/**
 * Times and speeds of layers and passes, and the peak speed of the machine.
 *
 * <p>Internal, for the benchmarks of {@code org.bis5k.bench}; nothing else uses it.
 */
package org.bis5k.model.measure;

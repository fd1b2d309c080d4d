/**
 * Statistics over images: bootstrap confidence intervals of one method, and paired tests between
 * methods.
 *
 * <p>For users of the library: {@code Bootstrap}, {@code MethodComparison} and {@code PairedTest}.
 */
package org.bis5k.metrics.comparison;

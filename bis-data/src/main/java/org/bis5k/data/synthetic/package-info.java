/**
 * Synthetic H&amp;E tissue with exact masks, for demonstrations, tests and benchmarks. API: {@code
 * SyntheticTissue}.
 */
package org.bis5k.data.synthetic;

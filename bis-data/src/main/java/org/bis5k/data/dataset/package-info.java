/**
 * Data sets on disk and the loader that makes batches of them. API: {@code BisDataset}, {@code
 * PairList}, {@code BatchLoader}, {@code Batch}.
 */
package org.bis5k.data.dataset;

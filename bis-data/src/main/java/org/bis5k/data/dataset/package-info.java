/**
 * Data sets on disk and the loader that makes batches of them. API: {@code BisDataset}, {@code
 * BadFiles}, {@code ImageMaskPair}, {@code PairList}, {@code BatchLoader}, {@code Epoch}, {@code
 * Batch}. {@code DataPart}, {@code FilePairing}, {@code StemGroup}, {@code AuditFinding} and {@code
 * EpochOrder} are shared with the library's other packages; findings are part of an audit's result.
 */
package org.bis5k.data.dataset;

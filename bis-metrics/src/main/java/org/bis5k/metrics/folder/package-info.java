/**
 * Evaluation of a folder of predictions against a folder of ground truths, with a journal from
 * which an interrupted evaluation continues.
 *
 * <p>For users of the library: {@code FolderEvaluator}. For the packages beside this one: {@code
 * FolderPairs}.
 */
package org.bis5k.metrics.folder;

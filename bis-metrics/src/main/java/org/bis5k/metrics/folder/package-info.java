/**
 * Scores of a folder of predictions against a folder of ground truth, with a journal that a stopped
 * evaluation continues from. API: {@code FolderEvaluator}.
 */
package org.bis5k.metrics.folder;

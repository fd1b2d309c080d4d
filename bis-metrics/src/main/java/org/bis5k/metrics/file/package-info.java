/**
 * Score files: JSON and CSV, written and read back. API: {@code ScoreJson}, {@code ScoreCsv},
 * {@code ImageCsv}, {@code DetailCsv}, {@code PartialScores}.
 */
package org.bis5k.metrics.file;

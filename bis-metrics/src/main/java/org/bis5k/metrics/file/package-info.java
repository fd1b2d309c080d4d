/**
 * Score files, written and read back bit for bit.
 *
 * <p>For users of the library: {@code ScoreJson} (all scores of a method on a data set), {@code
 * ShardJson} (a part of a data set, to be merged), {@code ScoreCsv} with {@code ScoreLine} (the
 * table of the released toolkit), {@code ImageCsv} and {@code DetailCsv} (one line per image).
 *
 * <p>For the packages beside this one: {@code ReportFile}, {@code CsvText}, {@code JsonFields} and
 * {@code Decimals}.
 */
package org.bis5k.metrics.file;

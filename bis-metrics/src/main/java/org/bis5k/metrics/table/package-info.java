/**
 * Tables of scores as text, Markdown, LaTeX, CSV and JSON.
 *
 * <p>For users of the library: {@code ScoreTable} and {@code DetailTable}. For the package of the
 * HTML report: {@code Ranking}.
 */
package org.bis5k.metrics.table;

/**
 * Tables of methods and data sets as Markdown, LaTeX, CSV and text. API: {@code ResultTable},
 * {@code ScoreTable}.
 */
package org.bis5k.metrics.table;

/**
 * The evaluation report: one HTML page with tables, curves, tests and cases.
 *
 * <p>For users of the library: {@code HtmlReport}.
 */
package org.bis5k.metrics.report;

/** The evaluation report: one HTML page with tables, curves and cases. API: {@code HtmlReport}. */
package org.bis5k.metrics.report;

/**
 * Checks of a data set before it is used, and splits that keep copies of a picture on one side.
 * API: {@code DatasetAudit}, {@code AuditReport}, {@code DatasetSplit}.
 */
package org.bis5k.data.audit;

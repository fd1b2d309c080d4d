/**
 * Checks of a data set before it is used, and splits that keep copies of a picture on one side.
 * API: {@code DatasetAudit}, {@code AuditOptions}, {@code AuditReport} with its parts ({@code
 * PartStatistics}, {@code Histogram}, {@code DuplicatePair}, {@code ImageRelation}), {@code
 * AuditPage}, {@code AuditJson}, {@code DatasetSplit}, {@code Fold}.
 */
package org.bis5k.data.audit;

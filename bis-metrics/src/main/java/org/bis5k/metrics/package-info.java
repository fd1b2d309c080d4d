/**
 * Predictions and ground truths to scores, tables and statistics: thirteen values of the
 * binary-segmentation literature per image and per data set, exact whatever the order, the number
 * of threads or the shards. Imports no tensor library.
 */
package org.bis5k.metrics;

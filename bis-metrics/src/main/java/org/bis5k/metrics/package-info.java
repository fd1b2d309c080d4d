/** Predictions and ground truths to scores, tables and statistics. Imports no tensor library. */
package org.bis5k.metrics;

/**
 * The YAML configuration of a run as records, for programs that train, predict or evaluate. API:
 * {@code RunConfig}, the records it consists of, and {@code PredictionMode}.
 */
package org.bis5k.train.config;

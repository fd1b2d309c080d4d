/**
 * The entry point for programs that use trained networks: {@code Predictor} predicts images,
 * folders and slides, and {@code PredictorOptions} says how. The packages beneath hold
 * configurations, losses, the optimizer, the training loop, the test protocol and slides.
 */
package org.bis5k.train;

/**
 * Predictions of images of any size in tiles, for programs that bring a network or an image reader
 * of their own; all others use {@link org.bis5k.train.Predictor}. API: {@code TiledInference},
 * {@code TileOptions}, {@code SlideSegmentation} and {@code SlideOutput}.
 */
package org.bis5k.train.slide;

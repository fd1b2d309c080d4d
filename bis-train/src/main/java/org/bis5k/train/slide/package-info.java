/**
 * Predictions of images of any size in tiles. API: {@code TiledInference}, {@code
 * SlideSegmentation}.
 */
package org.bis5k.train.slide;

/**
 * Predictions of whole images and folders by the test protocol, for programs that bring a network
 * of their own; all others use {@link org.bis5k.train.Predictor}. API: {@code TestRun}, {@code
 * FolderOptions}, {@code FailedImage}, {@code Prediction} and {@code TestTimeViews}.
 */
package org.bis5k.train.predict;

/**
 * Predictions of whole images and folders by the test protocol. API: {@code TestRun}, {@code
 * Prediction}, {@code TestTimeViews}.
 */
package org.bis5k.train.predict;

/**
 * Measures and scores of segmentation predictions against ground truths: the thirteen values of the
 * BIS5k evaluation per image and per data set, and further values at a fixed threshold. Results do
 * not depend on the order of images, the number of threads or the division into shards. No tensor
 * library is needed.
 *
 * <p>For users of the library. Start with {@code Metric}, {@code Profile} and {@code DatasetScores}
 * (with {@code DatasetScoresBuilder}); one image gives {@code ImageMeasurement} and {@code
 * ImageScores}, {@code ImageScorer} scores many, and {@code MethodScores} adds the names of method
 * and data set. {@code DatasetDetails}, {@code ImageDetails}, {@code Detail} and {@code
 * DetailOptions} hold what goes beyond the thirteen values; {@code ConfusionCounts}, {@code
 * SurfaceDistances}, {@code BoundaryIou} and {@code Calibration} can be used alone. {@code Scores},
 * {@code Curve}, {@code ThresholdCurves} and {@code TruthKind} are parts of results. {@code
 * CurveSums} and {@code ThresholdCounts} are public only for the file formats.
 */
package org.bis5k.metrics;

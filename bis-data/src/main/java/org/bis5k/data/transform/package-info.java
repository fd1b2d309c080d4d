/**
 * The transforms of the training and test recipe, equal to Pillow's and OpenCV's grey levels, and
 * the pipeline that applies them to an image and its mask together. API: {@code Transform}, {@code
 * TransformPipeline}, {@code Sample}, {@code SampleTransform}.
 */
package org.bis5k.data.transform;

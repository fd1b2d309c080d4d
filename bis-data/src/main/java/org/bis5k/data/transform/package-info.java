/**
 * The transforms of the training and test recipe, equal to Pillow's and OpenCV's grey levels, and
 * the pipeline that applies them to an image and its mask together. API: {@code Transform}, {@code
 * PixelTransform}, {@code PixelOperation}, {@code ArrayStep} and the transforms themselves, {@code
 * TransformRegistry}, {@code ParameterReader}, {@code ParameterWriter}, {@code TransformPipeline},
 * {@code SampleTransform}, {@code Sample}. The resampling kernels, {@code ByteImage}, {@code
 * Orientation} and the stain vectors are for the library's own packages.
 */
package org.bis5k.data.transform;

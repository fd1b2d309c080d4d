/** Segmentation losses with their gradients. API: {@code SegmentationLoss}. */
package org.bis5k.train.loss;

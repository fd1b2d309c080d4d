/**
 * Segmentation losses with their gradients, for training loops. API: {@code SegmentationLoss} and
 * {@code LossTarget}.
 */
package org.bis5k.train.loss;

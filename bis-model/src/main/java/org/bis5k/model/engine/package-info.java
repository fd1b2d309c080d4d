/**
 * Prediction by DL4J or ONNX Runtime behind one interface, and the export of networks as ONNX
 * models.
 *
 * <p>API, for programs that predict or export: {@link org.bis5k.model.engine.Segmenter}, {@link
 * org.bis5k.model.engine.SegmenterOptions}, {@link org.bis5k.model.engine.NetworkFile}, {@link
 * org.bis5k.model.engine.OnnxExport}, {@link org.bis5k.model.engine.Preprocessing}.
 */
package org.bis5k.model.engine;

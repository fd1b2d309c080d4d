/**
 * Prediction behind one interface, computed by DL4J or ONNX Runtime, and the ONNX export. API:
 * {@code Segmenter}, {@code OnnxExport}, {@code Preprocessing}.
 */
package org.bis5k.model.engine;

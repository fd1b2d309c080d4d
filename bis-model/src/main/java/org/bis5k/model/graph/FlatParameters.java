package org.bis5k.model.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Makes a layer's parameters, in the order of its {@link ParameterSpec}s, as views of its part of
 * the network's flat vector. Values are set later by name.
 */
final class FlatParameters implements ParamInitializer {

  private final List<ParameterSpec> specs;

  FlatParameters(List<ParameterSpec> specs) {
    this.specs = specs;
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return length();
  }

  @Override
  public long numParams(Layer layer) {
    return length();
  }

  private long length() {
    return specs.stream().mapToLong(ParameterSpec::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return specs.stream().map(ParameterSpec::key).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return paramKeys(layer);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return paramKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray view, boolean initialise) {
    for (ParameterSpec spec : specs) {
      conf.addVariable(spec.key());
    }
    return views(view);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray view) {
    return views(view);
  }

  private Map<String, INDArray> views(INDArray flat) {
    INDArray vector = flat.reshape(flat.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    long from = 0;
    for (ParameterSpec spec : specs) {
      INDArray part = vector.get(NDArrayIndex.interval(from, from + spec.length()));
      views.put(spec.key(), part.reshape('c', spec.shape()));
      from += spec.length();
    }
    return views;
  }
}

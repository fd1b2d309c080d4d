package org.bis5k.train.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.Batch;
import org.bis5k.model.BcsNet;
import org.bis5k.model.NetworkOutputs;
import org.bis5k.model.TrainingPass;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.config.ModelConfig;
import org.bis5k.train.config.ParameterGroups;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.loss.LossTarget;
import org.bis5k.train.loss.SegmentationLoss;
import org.bis5k.train.optimizer.Adam;
import org.bis5k.train.optimizer.AdamOptions;

/** BCSNet in training mode: five supervised outputs, one loss, Adam with parameter groups. */
final class BcsNetTraining implements TrainableNetwork {

  private static final String STEPS = OPTIMIZER_PREFIX + "steps";

  private final BcsNet net;
  private final TrainingPass pass;
  private final SegmentationLoss loss;
  private final AdamOptions adam;
  private final ParameterGroups groups;
  private long steps;
  private List<Double> outputLosses = List.of();

  private BcsNetTraining(RunConfig config, BcsNet net) {
    this.net = net;
    this.pass = TrainingPass.of(net, config.model().trainingMode());
    this.loss = config.train().loss();
    this.adam = config.train().optimizer().adam();
    this.groups = config.train().optimizer().groups();
  }

  /**
   * The network of a configuration: freshly initialised, with a given backbone, or with given
   * weights.
   *
   * @throws InvalidInputException if a weight file does not fit
   */
  static BcsNetTraining of(RunConfig config) {
    ModelConfig model = config.model();
    BcsNet net = BcsNet.create(new BcsNetOptions(model.widthDivisor(), config.train().seed()));
    try {
      model.backbone().ifPresent(file -> net.loadBackbone(WeightFile.open(file), file));
      model
          .weights()
          .ifPresent(file -> net.load(Checkpoint.weightsOf(WeightFile.open(file)), file));
      return new BcsNetTraining(config, net);
    } catch (RuntimeException failure) {
      net.close();
      throw failure;
    }
  }

  @Override
  public double step(Batch batch, double[] rates) {
    Size size = batch.size();
    LossTarget target = loss.target(batch.masks(), batch.count(), size);
    NetworkOutputs outputs = pass.forward(batch.images(), batch.count(), size);
    List<float[]> gradients = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    double total = 0;
    for (float[] logits : outputs.maps()) {
      float[] gradient = new float[logits.length];
      double value = target.evaluate(logits, gradient);
      gradients.add(gradient);
      losses.add(value);
      total += value;
    }
    outputLosses = List.copyOf(losses);
    if (Double.isFinite(total)) {
      pass.backward(NetworkOutputs.of(batch.count(), size, gradients));
      update(rates);
    }
    return total;
  }

  private void update(double[] rates) {
    long number = ++steps;
    pass.update(
        (name, p, g, m, v, length) -> {
          double rate = rates[groups.indexOf(name)];
          if (rate > 0) {
            Adam.step(p, g, m, v, 0, length, number, adam, rate);
          }
        });
  }

  @Override
  public List<Double> outputLosses() {
    return outputLosses;
  }

  @Override
  public float[] logits(float[] images, int count, Size size) {
    return net.logits(images, count, size).prediction();
  }

  @Override
  public WeightFile state() {
    WeightFile weights = net.weights(Map.of());
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
    tensors.putAll(pass.optimizerState().tensors());
    tensors.put(STEPS, Tensor.ofLongs(new long[] {steps}));
    return WeightFile.of(tensors, weights.metadata());
  }

  @Override
  public void restore(WeightFile state) {
    net.load(Checkpoint.weightsOf(state), Path.of("checkpoint"));
    pass.restoreOptimizer(state);
    Tensor counted = state.tensors().get(STEPS);
    if (counted == null) {
      throw new InvalidInputException("The checkpoint lacks the optimiser's step count " + STEPS);
    }
    steps = counted.integerAt(0);
  }

  @Override
  public String backend() {
    return BcsNet.backend();
  }

  @Override
  public OptionalInt threads() {
    return BcsNet.backend().contains(" in vectors")
        ? OptionalInt.empty()
        : OptionalInt.of(nativeThreads());
  }

  /** As the native library counts them when it starts. */
  private static int nativeThreads() {
    String asked = System.getenv("OMP_NUM_THREADS");
    return asked != null && asked.matches("[1-9][0-9]{0,3}")
        ? Integer.parseInt(asked)
        : Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void close() {
    pass.close();
    net.close();
  }
}

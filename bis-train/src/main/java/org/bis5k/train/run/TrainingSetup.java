package org.bis5k.train.run;

import java.util.Optional;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.train.config.RunConfig;

/**
 * The parts of a training.
 *
 * @param config decides everything but the data set and the initial weights
 * @param data the training set
 * @param network with the initial weights
 * @param folder the run's folder
 * @param validation scores the network after every {@code Train.Validation.every} epochs
 * @param listeners called during the run
 */
record TrainingSetup(
    RunConfig config,
    BisDataset data,
    TrainableNetwork network,
    RunFolder folder,
    Optional<Validation> validation,
    Listeners listeners) {}

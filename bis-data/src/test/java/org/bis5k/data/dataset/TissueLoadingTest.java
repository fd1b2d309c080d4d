package org.bis5k.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.BatchLoader.Options;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.testing.SharedData;
import org.junit.jupiter.api.Test;

/** Real tissue through the released transforms. */
class TissueLoadingTest {

  @Test
  void theReleasedTransformsRepeatForAnyNumberOfThreads() {
    BisDataset tissue =
        BisDataset.open(SharedData.require("data/bcss-bis/formal_test"), BadFiles.FAIL);
    TransformPipeline released = TransformPipeline.released(Size.square(64));
    Options options = Options.training(4, 2024);
    try (BatchLoader one = BatchLoader.of(tissue, released, options.withThreads(1));
        BatchLoader three = BatchLoader.of(tissue, released, options.withThreads(3))) {
      assertThat(one.batchesPerEpoch()).isEqualTo(4);
      List<String> expected = LoaderFixture.content(one.epoch(1));
      assertThat(LoaderFixture.content(three.epoch(1))).isEqualTo(expected);
    }
  }

  @Test
  void evaluationBatchesHoldNormalisedPixels() {
    BisDataset tissue =
        BisDataset.open(SharedData.require("data/bcss-bis/formal_test"), BadFiles.FAIL);
    TransformPipeline plain = TransformPipeline.evaluation(Size.square(64));
    try (BatchLoader loader = BatchLoader.of(tissue, plain, Options.evaluation(8))) {
      List<Batch> batches = LoaderFixture.all(loader.epoch(0));
      assertThat(batches).extracting(Batch::count).containsExactly(8, 8, 3);
      Batch first = batches.get(0);
      assertThat(first.names().get(0)).isEqualTo("bis_val_id000000");
      assertThat(first.images()).hasSize(8 * 3 * 64 * 64);
      for (float value : first.images()) {
        // Black of the first and white of the last channel: -0.485 / 0.229 and 0.594 / 0.225.
        assertThat(value).isBetween(-2.118f, 2.641f);
      }
      for (float value : first.masks()) {
        assertThat(value).isBetween(0f, 1f);
      }
    }
  }
}

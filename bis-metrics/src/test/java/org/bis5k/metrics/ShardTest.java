package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;

/** Order and shards must not change a bit; the images have awkward values on purpose. */
class ShardTest {

  private static final List<ImageMeasurement> IMAGES = images();
  private static final List<Long> BITS = bits(collect(IMAGES).build());

  private static List<ImageMeasurement> images() {
    Random random = new Random(7);
    List<ImageMeasurement> images = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Size size = new Size(1 + random.nextInt(9), 1 + random.nextInt(9));
      byte[] prediction = new byte[(int) size.pixels()];
      random.nextBytes(prediction);
      byte[] truth = new byte[prediction.length];
      random.nextBytes(truth);
      images.add(
          ImageMeasurement.of(
              "image" + i,
              GreyImage.of(size, prediction),
              Mask.of(GreyImage.of(size, truth)),
              Profile.UACANET));
    }
    return images;
  }

  private static DatasetScoresBuilder collect(List<ImageMeasurement> images) {
    DatasetScoresBuilder builder = DatasetScores.builder(Profile.UACANET);
    images.forEach(builder::add);
    return builder;
  }

  private static List<Long> bits(DatasetScores scores) {
    List<Long> bits = new ArrayList<>();
    for (Metric metric : Metric.all()) {
      bits.add(Double.doubleToRawLongBits(scores.value(metric)));
    }
    for (Curve curve : Curve.values()) {
      for (int j = 0; j < 256; j++) {
        bits.add(Double.doubleToRawLongBits(scores.curves().at(curve, j)));
      }
    }
    scores.images().forEach(row -> bits.add((long) row.name().hashCode()));
    return bits;
  }

  @Property(tries = 60)
  void permutedAndMergedInAnyOrder(
      @ForAll @IntRange(min = 1, max = 6) int parts, @ForAll long seed) {
    Random random = new Random(seed);
    List<ImageMeasurement> shuffled = new ArrayList<>(IMAGES);
    Collections.shuffle(shuffled, random);
    List<DatasetScoresBuilder> shards = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      shards.add(DatasetScores.builder(Profile.UACANET));
    }
    shuffled.forEach(image -> shards.get(random.nextInt(parts)).add(image));
    while (shards.size() > 1) {
      DatasetScoresBuilder taken = shards.remove(random.nextInt(shards.size()));
      int size = taken.size();
      shards.get(random.nextInt(shards.size())).merge(taken);
      assertThat(taken.size()).isEqualTo(size);
    }
    assertThat(bits(shards.get(0).build())).isEqualTo(BITS);
  }

  @Property(tries = 20)
  void threadsAddInAnyOrder(@ForAll @IntRange(min = 1, max = 8) int threads) throws Exception {
    DatasetScoresBuilder builder = DatasetScores.builder(Profile.UACANET);
    List<Thread> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int first = t;
      Thread thread =
          new Thread(
              () -> {
                for (int i = first; i < IMAGES.size(); i += threads) {
                  builder.add(IMAGES.get(i));
                }
              });
      thread.start();
      running.add(thread);
    }
    for (Thread thread : running) {
      thread.join();
    }
    assertThat(bits(builder.build())).isEqualTo(BITS);
  }
}

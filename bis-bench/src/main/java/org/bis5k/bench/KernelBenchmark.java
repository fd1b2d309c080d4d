package org.bis5k.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.Sample;
import org.bis5k.data.SampleSeed;
import org.bis5k.data.Size;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.data.transform.RandomGaussianBlur;
import org.bis5k.data.transform.Transform;
import org.bis5k.data.transform.TransformPipeline;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Each transform of the released list alone, on a 352x352 pair ({@code resize}: from 512x512), as
 * the mean over its draws; the baseline {@code none} is the normalisation that ends every list.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class KernelBenchmark {

  /** Called by JMH. */
  public KernelBenchmark() {}

  private static final Size TARGET = Size.square(352);

  /** The transform's key in a configuration, or none. */
  @Param({
    "none",
    "resize",
    "random_scale_crop",
    "random_flip",
    "random_rotate",
    "random_image_enhance",
    "random_dilation_erosion",
    "random_gaussian_blur"
  })
  public String transform;

  private ImageAndMask tile;
  private TransformPipeline pipeline;
  private int index;

  /** Makes the tile and checks that a seed gives one sample of the right size. */
  @Setup
  public void prepare() {
    Size size = transform.equals("resize") ? Size.square(512) : TARGET;
    tile = SyntheticTissue.of(size, 1).tile(0);
    List<Transform> known = new ArrayList<>(TransformPipeline.released(TARGET).transforms());
    known.add(new RandomGaussianBlur());
    List<String> wanted = List.of(transform, "tonumpy", "normalize", "totensor");
    pipeline =
        TransformPipeline.of(
            wanted.stream()
                .flatMap(key -> known.stream().filter(one -> one.key().equals(key)))
                .toList());
    Sample first = sample(7);
    if (!first.size().equals(TARGET) || !Arrays.equals(first.image(), sample(7).image())) {
      throw new IllegalStateException(transform + " gives no sample of " + TARGET);
    }
  }

  /**
   * One sample with the next draws.
   *
   * @return the sample
   */
  @Benchmark
  public Sample sample() {
    return sample(index++);
  }

  private Sample sample(int draw) {
    return pipeline.apply("tile", tile, new SampleSeed(1, 0, draw));
  }
}

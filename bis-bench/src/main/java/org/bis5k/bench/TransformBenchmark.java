package org.bis5k.bench;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.Sample;
import org.bis5k.data.SampleSeed;
import org.bis5k.data.Size;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.data.transform.TransformPipeline;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A training sample from a decoded 512x512 tile to a normalised 352x352 one, with all released
 * augmentations and with the resize alone; the baseline is the JDK's own (not antialiased) resize.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class TransformBenchmark {

  /** Called by JMH. */
  public TransformBenchmark() {}

  private static final Size TARGET = Size.square(352);

  private ImageAndMask tile;
  private BufferedImage image;
  private TransformPipeline released;
  private TransformPipeline resizeOnly;
  private int index;

  /** Makes a tile and checks the samples' size. */
  @Setup
  public void prepare() {
    tile = SyntheticTissue.of(Size.square(512), 1).tile(0);
    image = new BufferedImage(512, 512, BufferedImage.TYPE_3BYTE_BGR);
    image.getRaster().setDataElements(0, 0, 512, 512, tile.image().samples());
    released = TransformPipeline.released(TARGET);
    resizeOnly = TransformPipeline.evaluation(TARGET);
    if (!released().size().equals(TARGET) || !resizeOnly().size().equals(TARGET)) {
      throw new IllegalStateException("Samples of another size than " + TARGET);
    }
  }

  /**
   * All released augmentations.
   *
   * @return the sample
   */
  @Benchmark
  public Sample released() {
    return released.apply("tile", tile, new SampleSeed(1, 0, index++));
  }

  /**
   * Antialiased resize of image and mask, normalisation.
   *
   * @return the sample
   */
  @Benchmark
  public Sample resizeOnly() {
    return resizeOnly.apply("tile", tile, new SampleSeed(1, 0, 0));
  }

  /**
   * The baseline: the image alone.
   *
   * @return the resized image
   */
  @Benchmark
  public BufferedImage resizeByTheJdk() {
    BufferedImage small = new BufferedImage(352, 352, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, 352, 352, null);
    graphics.dispose();
    return small;
  }
}

package org.bis5k.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Decodes a 512x512 tile from a file; the baseline is the JDK's own reader. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class DecodeBenchmark {

  /** Called by JMH. */
  public DecodeBenchmark() {}

  /** The file format. */
  @Param({"png", "jpg"})
  public String format;

  private TemporaryFolder folder;
  private Path file;

  /**
   * Writes the tile and checks that both readers see the same pixels.
   *
   * @throws IOException if the file cannot be written or read
   */
  @Setup
  public void prepare() throws IOException {
    folder = TemporaryFolder.make();
    Path png = folder.path().resolve("tile.png");
    ImageFiles.write(SyntheticTissue.of(Size.square(512), 1).tile(0).image(), png);
    file = folder.path().resolve("tile." + format);
    if (!file.equals(png)) {
      ImageIO.write(ImageIO.read(png.toFile()), "jpg", file.toFile());
    }
    if (!Arrays.equals(decode().samples(), samples(decodeByTheJdk()))) {
      throw new IllegalStateException("The two readers of " + format + " differ");
    }
  }

  /**
   * Header check, decoding, and the samples as an array.
   *
   * @return the image
   */
  @Benchmark
  public RgbImage decode() {
    return ImageFiles.readRgb(file);
  }

  /**
   * The baseline.
   *
   * @return the image
   * @throws IOException if the file cannot be read
   */
  @Benchmark
  public BufferedImage decodeByTheJdk() throws IOException {
    return ImageIO.read(file.toFile());
  }

  /** Removes the file. */
  @TearDown
  public void remove() {
    folder.remove();
  }

  private static byte[] samples(BufferedImage image) {
    int[] values = image.getRaster().getPixels(0, 0, 512, 512, (int[]) null);
    byte[] samples = new byte[values.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) values[i];
    }
    return samples;
  }
}

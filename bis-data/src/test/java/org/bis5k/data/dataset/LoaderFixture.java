package org.bis5k.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.GreyImage;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Sample;
import org.bis5k.data.SampleSeed;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;

/** Small data sets and a transform whose result tells all it was given. */
public final class LoaderFixture {

  static final Size SIZE = new Size(2, 2);

  /** Bytes of one decoded pair: 12 of the image, 4 of the mask. */
  static final int PAIR_BYTES = 16;

  private LoaderFixture() {}

  /** Images s00, s01, … whose samples are their number. */
  public static BisDataset data(Path root, int count) throws IOException {
    Path images = Files.createDirectories(root.resolve("images"));
    Path masks = Files.createDirectories(root.resolve("masks"));
    for (int i = 0; i < count; i++) {
      byte[] rgb = new byte[12];
      java.util.Arrays.fill(rgb, (byte) i);
      String name = "s%02d.png".formatted(i);
      ImageFiles.write(RgbImage.of(SIZE, rgb), images.resolve(name));
      ImageFiles.write(GreyImage.of(SIZE, new byte[] {0, (byte) 255, 0, 0}), masks.resolve(name));
    }
    return BisDataset.open(root, BadFiles.FAIL);
  }

  /** First image value: the file's; all others: draws. Mask: 0 to 1. */
  static Sample drawing(String name, ImageAndMask pair, SampleSeed seed) {
    var random = seed.random();
    float[] values = new float[12];
    values[0] = pair.image().samples()[0];
    for (int i = 1; i < 12; i++) {
      values[i] = random.nextFloat();
    }
    float[] soft = new float[4];
    for (int i = 0; i < 4; i++) {
      soft[i] = (pair.mask().samples()[i] & 0xff) / 255f;
    }
    return Sample.of(name, pair.image().size(), values, soft);
  }

  static List<Batch> all(Epoch epoch) {
    List<Batch> batches = new ArrayList<>();
    try (epoch) {
      epoch.forEach(batches::add);
    }
    return batches;
  }

  /** Names and all values of an epoch, to compare. */
  static List<String> content(Epoch epoch) {
    return all(epoch).stream()
        .map(
            batch ->
                batch.names()
                    + java.util.Arrays.toString(batch.images())
                    + java.util.Arrays.toString(batch.masks()))
        .toList();
  }

  static List<String> names(Epoch epoch) {
    return all(epoch).stream().flatMap(batch -> batch.names().stream()).toList();
  }

  static List<String> loaderThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("bis-loader-"))
        .toList();
  }
}

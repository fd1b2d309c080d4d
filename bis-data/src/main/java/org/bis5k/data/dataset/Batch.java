package org.bis5k.data.dataset;

import java.util.List;
import org.bis5k.data.Sample;
import org.bis5k.data.Size;

/** Samples of one size stacked for the network. The arrays must not be written to. */
public final class Batch {

  private final List<String> names;
  private final Size size;
  private final float[] images;
  private final float[] masks;

  private Batch(List<String> names, Size size, float[] images, float[] masks) {
    this.names = names;
    this.size = size;
    this.images = images;
    this.masks = masks;
  }

  /**
   * Stacks samples, which are copied.
   *
   * @param samples one or more, all of one size
   * @return the batch
   * @throws IllegalArgumentException if there is no sample or the sizes differ
   */
  public static Batch of(List<Sample> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("A batch needs at least one sample; found none");
    }
    Size size = samples.get(0).size();
    int pixels = Math.toIntExact(size.pixels());
    float[] images = new float[Math.multiplyExact(samples.size(), 3 * pixels)];
    float[] masks = new float[samples.size() * pixels];
    for (int n = 0; n < samples.size(); n++) {
      Sample sample = samples.get(n);
      if (!sample.size().equals(size)) {
        throw new IllegalArgumentException(
            "A batch needs samples of one size: %s is %s, %s is %s"
                .formatted(samples.get(0).name(), size, sample.name(), sample.size()));
      }
      System.arraycopy(sample.image(), 0, images, 3 * n * pixels, 3 * pixels);
      System.arraycopy(sample.mask(), 0, masks, n * pixels, pixels);
    }
    return new Batch(samples.stream().map(Sample::name).toList(), size, images, masks);
  }

  /**
   * The samples' names.
   *
   * @return stems in batch order
   */
  public List<String> names() {
    return names;
  }

  /**
   * The number of samples.
   *
   * @return N, at least 1
   */
  public int count() {
    return names.size();
  }

  /**
   * Height and width of every image and mask.
   *
   * @return the size in pixels
   */
  public Size size() {
    return size;
  }

  /**
   * The images themselves, not a copy.
   *
   * @return N x 3 x height x width normalised values (NCHW), channels R, G, B
   */
  public float[] images() {
    return images;
  }

  /**
   * The masks themselves, not a copy.
   *
   * @return N x 1 x height x width values in 0 to 1 (NCHW); 1 is foreground
   */
  public float[] masks() {
    return masks;
  }
}

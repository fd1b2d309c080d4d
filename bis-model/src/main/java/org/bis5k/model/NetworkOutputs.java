package org.bis5k.model;

import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.Size;
import org.bis5k.model.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The outputs of a network for a batch of images, or the gradients of a loss with respect to them:
 * for each output count x 1 x H x W float32 values. Outputs are logits, before the sigmoid.
 * Borrowed arrays are not to be written to.
 */
public final class NetworkOutputs {

  private final int count;
  private final Size size;
  private final List<float[]> maps;

  private NetworkOutputs(int count, Size size, List<float[]> maps) {
    this.count = count;
    this.size = size;
    this.maps = maps;
  }

  /**
   * Puts arrays together, which are not copied.
   *
   * @param count the number of images
   * @param size H and W
   * @param maps count x 1 x H x W values for each output
   * @return the outputs
   * @throws IllegalArgumentException if an array has another length
   */
  public static NetworkOutputs of(int count, Size size, List<float[]> maps) {
    for (float[] map : maps) {
      if (map.length != count * size.pixels()) {
        throw new IllegalArgumentException(
            "%d maps of %s expected; found %d values".formatted(count, size, map.length));
      }
    }
    return new NetworkOutputs(count, size, List.copyOf(maps));
  }

  /** A copy of arrays of count x 1 x H x W. */
  static NetworkOutputs read(int count, Size size, INDArray[] arrays) {
    List<float[]> maps = new ArrayList<>();
    for (INDArray array : arrays) {
      float[] values = new float[Math.toIntExact(array.length())];
      Kernels.current().read(array, values);
      maps.add(values);
    }
    return of(count, size, maps);
  }

  /**
   * The number of outputs.
   *
   * @return {@value BcsNet#OUTPUTS} for BCSNet
   */
  public int outputs() {
    return maps.size();
  }

  /**
   * The number of images.
   *
   * @return N
   */
  public int count() {
    return count;
  }

  /**
   * Height and width of every map, those of the images.
   *
   * @return H and W
   */
  public Size size() {
    return size;
  }

  /**
   * One output.
   *
   * @param index which, from 0
   * @return count x 1 x H x W values, not a copy
   */
  public float[] output(int index) {
    return maps.get(index);
  }

  /**
   * All outputs.
   *
   * @return count x 1 x H x W values for each output, not copies
   */
  public List<float[]> maps() {
    return maps;
  }

  /**
   * The output that segments.
   *
   * @return the first output, count x 1 x H x W values, not a copy
   */
  public float[] prediction() {
    return output(0);
  }
}

package org.bis5k.train.predict;

import java.util.List;
import org.bis5k.data.Orientation;
import org.bis5k.data.Size;
import org.bis5k.model.LogitFunction;

/**
 * Test-time augmentation: the network sees flipped and turned copies of a tile, and their logits
 * are transformed back and averaged, as nnU-Net averages its mirrored outputs before the softmax
 * (Isensee et al. 2021, doi:10.1038/s41592-020-01008-z). Each view costs a pass through the
 * network.
 */
public enum TestTimeViews {
  /** The tile as it is; no augmentation. */
  NONE(List.of(Orientation.UPRIGHT)),
  /** Four views: plain, left-right, up-down and both. */
  FLIPS(
      List.of(
          Orientation.UPRIGHT, Orientation.MIRRORED, Orientation.FLIPPED, Orientation.ROTATED_180)),
  /** All eight flips and quarter turns of the square. */
  DIHEDRAL(
      List.of(
          Orientation.UPRIGHT,
          Orientation.MIRRORED,
          Orientation.FLIPPED,
          Orientation.ROTATED_180,
          Orientation.TRANSPOSED,
          Orientation.ROTATED_270,
          Orientation.ROTATED_90,
          Orientation.TRANSVERSED));

  private final List<Orientation> views;

  TestTimeViews(List<Orientation> views) {
    this.views = views;
  }

  /**
   * The mean logits of a batch of square tiles over all views.
   *
   * @param network the network in inference mode
   * @param nchw normalised tiles, count x 3 x side x side float32
   * @param count the number of tiles, at least 1
   * @param side height and width of a tile
   * @return count x 1 x side x side logits in the tiles' own orientation
   */
  public float[] logits(LogitFunction network, float[] nchw, int count, int side) {
    Size size = Size.square(side);
    if (this == NONE) {
      return network.logits(nchw, count, size);
    }
    float[] sums = new float[count * side * side];
    for (Orientation view : views) {
      view.addTurnedBack(sums, network.logits(view.turn(nchw, side), count, size), side);
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= views.size();
    }
    return sums;
  }
}

package org.bis5k.train.slide;

/**
 * Where tiles begin along one side of an image, as nnU-Net places them ({@code
 * compute_steps_for_sliding_window}): the first at the beginning, the last at the end, the others
 * evenly between, so that neighbours overlap by at least what was asked for. An image shorter than
 * a tile lies in its middle, as MONAI pads it.
 */
final class TileGrid {

  private TileGrid() {}

  /** The first pixels of the tiles, ascending; one negative number if the image is shorter. */
  static int[] starts(int image, int tile, double overlap) {
    if (image <= tile) {
      return new int[] {-((tile - image) / 2)};
    }
    double step = tile * (1 - overlap);
    int last = image - tile;
    int[] starts = new int[(int) Math.ceil(last / step) + 1];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = (int) Math.rint((double) last / (starts.length - 1) * i);
    }
    return starts;
  }
}

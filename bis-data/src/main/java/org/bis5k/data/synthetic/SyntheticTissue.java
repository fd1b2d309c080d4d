package org.bis5k.data.synthetic;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;

/**
 * Tiles that look like breast-cancer tissue stained with haematoxylin and eosin, with the exact
 * mask of their tumour nests: data for demonstrations and tests where no real tissue is at hand.
 *
 * <p>About one micrometre per pixel: tumour nuclei measure 8 to 12 pixels whatever the size of the
 * tile. Each tile varies in architecture, cells and staining, and between about 15 and 75 per cent
 * of it is tumour. Small dark lymphocytes, plump stromal cells and the changing stains keep a
 * threshold on the colour from finding the nests.
 *
 * <p>Tile k is a function of the seed, the size and k alone, to the last bit: neither the tiles
 * made before it nor the machine matter. Instances are immutable and may be shared by threads.
 */
public final class SyntheticTissue {

  /** The index of the first test tile that {@link #write} writes; training tiles start at 0. */
  public static final int FIRST_TEST = 1 << 30;

  private static final int SMALLEST_SIDE = 32;
  private static final int LARGEST_SIDE = 8192;

  private final Size size;
  private final long seed;

  private SyntheticTissue(Size size, long seed) {
    this.size = size;
    this.seed = seed;
  }

  /**
   * A generator of tiles.
   *
   * @param size height and width of each tile, from 32 to 8192 pixels each
   * @param seed chooses the tiles; any value
   * @return the generator
   * @throws IllegalArgumentException if a side is out of range
   */
  public static SyntheticTissue of(Size size, long seed) {
    if (Math.min(size.height(), size.width()) < SMALLEST_SIDE
        || Math.max(size.height(), size.width()) > LARGEST_SIDE) {
      throw new IllegalArgumentException(
          "Synthetic tissue needs sides from "
              + SMALLEST_SIDE
              + " to "
              + LARGEST_SIDE
              + " pixels; found "
              + size);
    }
    return new SyntheticTissue(size, seed);
  }

  /**
   * One tile.
   *
   * @param index its number, from 0
   * @return the image, R, G, B in 0..255, and the mask: 255 in tumour nests, 0 elsewhere
   * @throws IllegalArgumentException if the index is negative
   */
  public ImageAndMask tile(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("A tile's index starts at 0; found " + index);
    }
    // The generator hashes its seed, so neighbouring indices give unrelated streams.
    SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + index);
    TissuePlan plan = TissuePlan.draw(random.split());
    NestLayout layout = new NestLayout(random.split(), plan, size);
    FibreFlow flow = new FibreFlow(random.split(), plan, layout);
    StainDensity density = new StainDensity(size);
    Cells cells = new Cells(random.split(), density);
    TumourNests nests = new TumourNests(random.split(), plan, layout, size);
    StromalCells stromal = new StromalCells(random.split(), plan, layout, flow, size);
    TissueSpaces spaces = new TissueSpaces(random.split(), plan, layout, size);

    new CollagenStroma(random.split(), plan, flow).paint(density, layout);
    stromal.paintSpindles(cells);
    nests.paintCytoplasm(density);
    spaces.paintLumens(cells);
    nests.paintNuclei(cells);
    stromal.paintLymphocytes(cells);
    spaces.paintFat(cells);
    spaces.paintCapillaries(cells);
    density.blur(TissuePlan.between(random, 0.05f, 0.17f));
    return new ImageAndMask(new StainMixer(random.split()).expose(density), layout.mask());
  }

  /**
   * Writes a data set in BIS5k's layout: {@code formal_train/images/bis_he_id000000.png} and so on
   * with masks of the same names in {@code formal_train/masks}, and {@code bis_val_id000000.png}
   * and so on in {@code formal_test}. Training tile k is {@code tile(k)}, test tile k is {@code
   * tile(FIRST_TEST + k)}; so no tile is in both, and a larger data set begins with the smaller.
   *
   * @param root the folder of the data set; made if it is missing
   * @param train the number of training tiles, from 0 to 2^30
   * @param test the number of test tiles, from 0 to 2^30
   * @throws IllegalArgumentException if a number is out of range
   * @throws InvalidInputException if the folder already holds formal_train or formal_test, or
   *     cannot be written to; then no split is left half written
   */
  public void write(Path root, int train, int test) {
    if (Math.min(train, test) < 0 || Math.max(train, test) > FIRST_TEST) {
      throw new IllegalArgumentException(
          "The numbers of tiles lie in 0 to " + FIRST_TEST + "; found " + train + " and " + test);
    }
    new TissueFolders(this, root).write(train, test);
  }
}

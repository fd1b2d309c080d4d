package org.bis5k.cli.demo;

import java.util.Arrays;
import java.util.List;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/**
 * A picture of several tiles with one row for each: image, truth, prediction, and the image with
 * the outlines of the truth (green) and the prediction (orange).
 */
final class ContactSheet {

  /** A row. All pictures have one size; the label stands above them. */
  record Row(String label, RgbImage image, GreyImage truth, GreyImage prediction) {}

  private static final List<String> HEADS = List.of("image", "truth", "prediction", "outlines");
  private static final int GAP = 8;
  private static final int ZOOM = 2;
  private static final int LINE = ZOOM * PixelFont.HEIGHT + 6;
  private static final int[] INK = {40, 40, 40};
  private static final int[] TRUTH = {0, 200, 80};
  private static final int[] PREDICTION = {255, 140, 0};

  private final Size cell;
  private final int scale;
  private final Size size;
  private final byte[] samples;

  private ContactSheet(List<Row> rows) {
    cell = rows.get(0).image().size();
    scale = Math.max(1, 192 / Math.max(cell.height(), cell.width()));
    size =
        new Size(
            LINE + rows.size() * (scale * cell.height() + LINE) + GAP,
            HEADS.size() * (scale * cell.width() + GAP) + GAP);
    samples = new byte[Math.toIntExact(3 * size.pixels())];
    Arrays.fill(samples, (byte) 255);
  }

  /** Draws the sheet of at least one row. */
  static RgbImage of(List<Row> rows) {
    ContactSheet sheet = new ContactSheet(rows);
    for (int c = 0; c < HEADS.size(); c++) {
      sheet.text(HEADS.get(c), sheet.left(c), GAP / 2);
    }
    for (int r = 0; r < rows.size(); r++) {
      sheet.row(rows.get(r), LINE + r * (sheet.scale * sheet.cell.height() + LINE));
    }
    return RgbImage.of(sheet.size, sheet.samples);
  }

  private int left(int column) {
    return GAP + column * (scale * cell.width() + GAP);
  }

  private void row(Row row, int top) {
    text(row.label(), GAP, top + 4);
    byte[] image = row.image().samples();
    int reach = scale == 1 ? 2 : 1;
    Outline truth = new Outline(row.truth(), reach);
    Outline prediction = new Outline(row.prediction(), reach);
    for (int y = 0; y < cell.height(); y++) {
      for (int x = 0; x < cell.width(); x++) {
        int at = y * cell.width() + x;
        int[] colour = {image[3 * at] & 0xFF, image[3 * at + 1] & 0xFF, image[3 * at + 2] & 0xFF};
        block(left(0), top, y, x, colour);
        block(left(1), top, y, x, grey(row.truth(), at));
        block(left(2), top, y, x, grey(row.prediction(), at));
        int[] line = prediction.at(y, x) ? PREDICTION : truth.at(y, x) ? TRUTH : colour;
        block(left(3), top, y, x, line);
      }
    }
  }

  private static int[] grey(GreyImage image, int at) {
    int level = image.samples()[at] & 0xFF;
    return new int[] {level, level, level};
  }

  private void block(int left, int top, int y, int x, int[] colour) {
    for (int dy = 0; dy < scale; dy++) {
      for (int dx = 0; dx < scale; dx++) {
        set(top + LINE + y * scale + dy, left + x * scale + dx, colour);
      }
    }
  }

  private void text(String text, int left, int top) {
    for (int y = 0; y < ZOOM * PixelFont.HEIGHT; y++) {
      for (int x = 0; x < ZOOM * PixelFont.ADVANCE * text.length(); x++) {
        if (PixelFont.at(text, x / ZOOM, y / ZOOM) && left + x < size.width()) {
          set(top + y, left + x, INK);
        }
      }
    }
  }

  private void set(int y, int x, int[] colour) {
    int at = 3 * (y * size.width() + x);
    for (int c = 0; c < 3; c++) {
      samples[at + c] = (byte) colour[c];
    }
  }

  /** The foreground pixels of a mask that lie next to background. */
  private static final class Outline {
    private final Mask mask;
    private final int reach;

    Outline(GreyImage grey, int reach) {
      this.mask = Mask.of(grey);
      this.reach = reach;
    }

    boolean at(int y, int x) {
      if (!inside(y, x)) {
        return false;
      }
      for (int r = 1; r <= reach; r++) {
        if (!(inside(y - r, x) && inside(y + r, x) && inside(y, x - r) && inside(y, x + r))) {
          return true;
        }
      }
      return false;
    }

    private boolean inside(int y, int x) {
      int row = Math.min(Math.max(y, 0), mask.size().height() - 1);
      int column = Math.min(Math.max(x, 0), mask.size().width() - 1);
      return mask.at(row * mask.size().width() + column);
    }
  }
}

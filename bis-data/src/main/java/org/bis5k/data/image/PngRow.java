package org.bis5k.data.image;

/** Reverses the row filters of one pass (Portable Network Graphics, third edition, 9.2). */
final class PngRow {

  private final int pixelBytes;
  private byte[] current; // the filter's number, then the row
  private byte[] row;
  private byte[] above;

  PngRow(int rowBytes, int pixelBytes) {
    this.pixelBytes = pixelBytes;
    this.current = new byte[rowBytes + 1];
    this.row = new byte[rowBytes];
    this.above = new byte[rowBytes];
  }

  /** The array to fill with the next filtered row: the filter's number, then its bytes. */
  byte[] buffer() {
    return current;
  }

  /** The unfiltered bytes of the row in the buffer, valid until the next call. */
  byte[] unfilter() throws DamagedImageException {
    byte[] swap = above;
    above = row;
    row = swap;
    System.arraycopy(current, 1, row, 0, row.length);
    switch (current[0]) {
      case 0 -> {}
      case 1 -> addLeft();
      case 2 -> addAbove();
      case 3 -> addAverage();
      case 4 -> addPaeth();
      default -> throw new DamagedImageException("is damaged: PNG has no row filter " + current[0]);
    }
    return row;
  }

  private void addLeft() {
    for (int i = pixelBytes; i < row.length; i++) {
      row[i] += row[i - pixelBytes];
    }
  }

  private void addAbove() {
    for (int i = 0; i < row.length; i++) {
      row[i] += above[i];
    }
  }

  private void addAverage() {
    for (int i = 0; i < row.length; i++) {
      int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xff;
      row[i] += (byte) ((left + (above[i] & 0xff)) >> 1);
    }
  }

  private void addPaeth() {
    int start = Math.min(pixelBytes, row.length);
    for (int i = 0; i < start; i++) {
      row[i] += above[i];
    }
    for (int i = start; i < row.length; i++) {
      int left = row[i - pixelBytes] & 0xff;
      int up = above[i] & 0xff;
      int corner = above[i - pixelBytes] & 0xff;
      int toLeft = Math.abs(up - corner);
      int toUp = Math.abs(left - corner);
      int toCorner = Math.abs(left + up - 2 * corner);
      int nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
      row[i] += (byte) nearest;
    }
  }
}

package org.bis5k.data.image;

import java.io.IOException;

/** Regions of a file that stays open. */
sealed interface FileRegions extends RegionSource, AutoCloseable
    permits ImageStrips, PngRegions, TiffRegions, WholeImage {

  @Override
  void close() throws IOException;
}

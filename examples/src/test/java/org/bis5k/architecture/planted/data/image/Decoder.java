package org.bis5k.architecture.planted.data.image;

import java.awt.image.BufferedImage;
import org.bis5k.architecture.planted.data.Samples;

/** May use AWT. */
public final class Decoder {

  BufferedImage picture;
  Samples samples;
}

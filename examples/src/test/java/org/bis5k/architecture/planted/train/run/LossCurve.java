package org.bis5k.architecture.planted.train.run;

import java.awt.Color;

/** May use AWT. */
public final class LossCurve {

  Color colour;
}

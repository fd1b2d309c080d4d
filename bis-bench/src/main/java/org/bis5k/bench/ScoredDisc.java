package org.bis5k.bench;

import java.util.SplittableRandom;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;

/** A soft, noisy disc as prediction and a hard one as ground truth, of any size. */
record ScoredDisc(GreyImage prediction, GreyImage truth) {

  static ScoredDisc of(int side, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] soft = new byte[side * side];
    byte[] hard = new byte[side * side];
    double found = side * random.nextDouble(0.2, 0.35);
    double real = found * random.nextDouble(0.9, 1.1);
    for (int i = 0; i < soft.length; i++) {
      double radius = Math.hypot(i / side - side / 2.0, i % side - side / 2.0);
      double level = 255 / (1 + Math.exp((radius - found) / (side / 35.0)));
      double noisy = level + random.nextDouble(-20, 20);
      soft[i] = (byte) Math.max(0, Math.min(255, noisy));
      hard[i] = (byte) (radius < real ? 255 : 0);
    }
    Size size = Size.square(side);
    return new ScoredDisc(GreyImage.of(size, soft), GreyImage.of(size, hard));
  }

  Mask mask() {
    return Mask.of(truth);
  }
}

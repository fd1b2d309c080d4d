package org.bis5k.data.transform;

import org.bis5k.data.ByteImage;

/**
 * 8-bit samples to network input, channels first. The steps round to float one after the other, as
 * the reference's NumPy arrays do: value / 255, minus mean, divided by std.
 */
final class Normalization {

  private static final float[] UNIT = new float[256];

  static {
    for (int value = 0; value < UNIT.length; value++) {
      UNIT[value] = (float) (value / 255.0);
    }
  }

  private final float[][] tables = new float[3][256];

  Normalization(ArrayStep.Normalize normalize) {
    for (int channel = 0; channel < tables.length; channel++) {
      for (int value = 0; value < 256; value++) {
        float centred = (float) (UNIT[value] - normalize.mean().get(channel));
        tables[channel][value] = (float) (centred / normalize.std().get(channel));
      }
    }
  }

  /** Interleaved RGB to 3 x height x width. */
  float[] image(ByteImage rgb) {
    byte[] samples = rgb.samples();
    int plane = rgb.width() * rgb.height();
    float[] chw = new float[3 * plane];
    float[] red = tables[0];
    float[] green = tables[1];
    float[] blue = tables[2];
    for (int p = 0, i = 0; p < plane; p++, i += 3) {
      chw[p] = red[samples[i] & 0xff];
      chw[plane + p] = green[samples[i + 1] & 0xff];
      chw[2 * plane + p] = blue[samples[i + 2] & 0xff];
    }
    return chw;
  }

  /** Grey to height x width values in 0 to 1. */
  static float[] mask(ByteImage grey) {
    byte[] samples = grey.samples();
    float[] values = new float[samples.length];
    for (int p = 0; p < values.length; p++) {
      values[p] = UNIT[samples[p] & 0xff];
    }
    return values;
  }
}

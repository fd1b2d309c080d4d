package org.bis5k.data.audit;

/** What the colours of interleaved R, G, B samples have in common. */
final class PixelColours {

  private PixelColours() {}

  /** Whether red, green and blue agree in every pixel. */
  static boolean isGrey(byte[] samples) {
    for (int i = 0; i < samples.length; i += 3) {
      if (samples[i] != samples[i + 1] || samples[i] != samples[i + 2]) {
        return false;
      }
    }
    return true;
  }

  /** Whether every pixel is like the first. */
  static boolean isBlank(byte[] samples) {
    for (int i = 3; i < samples.length; i++) {
      if (samples[i] != samples[i - 3]) {
        return false;
      }
    }
    return true;
  }
}

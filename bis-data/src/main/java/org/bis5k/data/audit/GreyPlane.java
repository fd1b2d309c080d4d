package org.bis5k.data.audit;

import org.bis5k.data.ByteImage;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.transform.ResampleFilter;
import org.bis5k.data.transform.Resampling;

/** The grey values of a whole image at a small square size, whatever its own sides. */
final class GreyPlane {

  private final float[] values;

  private GreyPlane(float[] values) {
    this.values = values;
  }

  /** Grey values at side x side pixels, antialiased. */
  static GreyPlane of(RgbImage image, int side) {
    return of(Resampling.resize(ByteImage.of(image), Size.square(side), ResampleFilter.BILINEAR));
  }

  /** The luma (ITU-R BT.601) of an RGB image, 0 to 255. */
  static GreyPlane of(ByteImage rgb) {
    byte[] samples = rgb.samples();
    float[] values = new float[samples.length / 3];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          0.299f * (samples[3 * i] & 0xff)
              + 0.587f * (samples[3 * i + 1] & 0xff)
              + 0.114f * (samples[3 * i + 2] & 0xff);
    }
    return new GreyPlane(values);
  }

  /** Row by row. */
  float[] values() {
    return values;
  }

  double mean() {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Standard deviation, in grey levels. */
  double deviation() {
    double mean = mean();
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  /** What another plane of the same size lacks of this one. */
  GreyPlane minus(GreyPlane other) {
    float[] difference = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      difference[i] = values[i] - other.values[i];
    }
    return new GreyPlane(difference);
  }

  /** Pearson's correlation with a plane of the same size; 0 where one of them is constant. */
  double correlation(GreyPlane other) {
    double mean = mean();
    double otherMean = other.mean();
    double both = 0;
    double own = 0;
    double others = 0;
    for (int i = 0; i < values.length; i++) {
      double x = values[i] - mean;
      double y = other.values[i] - otherMean;
      both += x * y;
      own += x * x;
      others += y * y;
    }
    return own == 0 || others == 0 ? 0 : both / Math.sqrt(own * others);
  }
}

package org.bis5k.data.transform;

import java.util.List;
import org.bis5k.data.Size;

/**
 * A transform whose parameters are drawn: what happens to the pixels is a function of the input
 * alone. Geometry concerns image and mask alike, colour the image, morphology the mask.
 */
sealed interface PixelOperation {

  /** On the RGB image. */
  ByteImage image(ByteImage in);

  /** On the grey mask. */
  ByteImage mask(ByteImage in);

  /** Geometry: image and mask pass through the same kernel. */
  sealed interface Geometry extends PixelOperation {

    ByteImage apply(ByteImage in);

    @Override
    default ByteImage image(ByteImage in) {
      return apply(in);
    }

    @Override
    default ByteImage mask(ByteImage in) {
      return apply(in);
    }
  }

  /** Colour: the mask stays. */
  sealed interface Colour extends PixelOperation {

    @Override
    default ByteImage mask(ByteImage in) {
      return in;
    }
  }

  /** Nothing happens. */
  record Unchanged() implements Geometry {
    @Override
    public ByteImage apply(ByteImage in) {
      return in;
    }
  }

  record Resized(Size size) implements Geometry {
    @Override
    public ByteImage apply(ByteImage in) {
      return Resampling.resize(in, size, ResampleFilter.BILINEAR);
    }
  }

  record ScaleCropped(double scale) implements Geometry {
    @Override
    public ByteImage apply(ByteImage in) {
      return Resampling.scaleCrop(in, scale);
    }
  }

  record Flipped(boolean leftRight, boolean upDown) implements Geometry {
    @Override
    public ByteImage apply(ByteImage in) {
      ByteImage mirrored = leftRight ? Flip.leftRight(in) : in;
      return upDown ? Flip.upDown(mirrored) : mirrored;
    }
  }

  record Rotated(int degrees) implements Geometry {
    @Override
    public ByteImage apply(ByteImage in) {
      return Rotation.crop(in, degrees);
    }
  }

  /** One enhancement with its factor; 1 changes nothing. */
  record Step(Enhancement method, double factor) {}

  record Enhanced(List<Step> steps) implements Colour {
    @Override
    public ByteImage image(ByteImage in) {
      ByteImage raster = in;
      for (Step step : steps) {
        raster = Enhancing.apply(raster, step.method, step.factor);
      }
      return raster;
    }
  }

  record Blurred(double radius) implements Colour {
    @Override
    public ByteImage image(ByteImage in) {
      return BoxBlur.ofGaussian(radius).apply(in);
    }
  }

  record Stained(StainShift shift) implements Colour {
    @Override
    public ByteImage image(ByteImage in) {
      return shift.apply(in);
    }
  }

  record Jittered(double brightness, double contrast, double saturation) implements Colour {
    @Override
    public ByteImage image(ByteImage in) {
      ByteImage bright = Enhancing.brightness(in, brightness);
      return Enhancing.saturation(Enhancing.contrast(bright, contrast), saturation);
    }
  }

  record Morphed(Morphology.Kind kind, int side) implements PixelOperation {
    @Override
    public ByteImage image(ByteImage in) {
      return in;
    }

    @Override
    public ByteImage mask(ByteImage in) {
      return Morphology.apply(in, kind, side);
    }
  }
}

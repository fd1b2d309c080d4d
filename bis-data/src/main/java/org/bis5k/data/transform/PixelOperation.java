package org.bis5k.data.transform;

import java.util.List;
import org.bis5k.data.Size;

/**
 * A transform whose parameters are drawn: what happens to the pixels is a function of the input
 * alone. Geometry concerns image and mask alike, colour the image, morphology the mask.
 */
sealed interface PixelOperation {

  /** On the RGB image. */
  Raster image(Raster in);

  /** On the grey mask. */
  Raster mask(Raster in);

  /** Geometry: image and mask pass through the same kernel. */
  sealed interface Geometry extends PixelOperation {

    Raster apply(Raster in);

    @Override
    default Raster image(Raster in) {
      return apply(in);
    }

    @Override
    default Raster mask(Raster in) {
      return apply(in);
    }
  }

  /** Colour: the mask stays. */
  sealed interface Colour extends PixelOperation {

    @Override
    default Raster mask(Raster in) {
      return in;
    }
  }

  /** Nothing happens. */
  record Unchanged() implements Geometry {
    @Override
    public Raster apply(Raster in) {
      return in;
    }
  }

  record Resized(Size size) implements Geometry {
    @Override
    public Raster apply(Raster in) {
      return Resampling.resize(in, size, ResampleFilter.BILINEAR);
    }
  }

  record ScaleCropped(double scale) implements Geometry {
    @Override
    public Raster apply(Raster in) {
      return Resampling.scaleCrop(in, scale);
    }
  }

  record Flipped(boolean leftRight, boolean upDown) implements Geometry {
    @Override
    public Raster apply(Raster in) {
      Raster mirrored = leftRight ? Flip.leftRight(in) : in;
      return upDown ? Flip.upDown(mirrored) : mirrored;
    }
  }

  record Rotated(int degrees) implements Geometry {
    @Override
    public Raster apply(Raster in) {
      return Rotation.crop(in, degrees);
    }
  }

  /** One enhancement with its factor; 1 changes nothing. */
  record Step(Enhancement method, double factor) {}

  record Enhanced(List<Step> steps) implements Colour {
    @Override
    public Raster image(Raster in) {
      Raster raster = in;
      for (Step step : steps) {
        raster = Enhancing.apply(raster, step.method, step.factor);
      }
      return raster;
    }
  }

  record Blurred(double radius) implements Colour {
    @Override
    public Raster image(Raster in) {
      return BoxBlur.ofGaussian(radius).apply(in);
    }
  }

  record Stained(StainShift shift) implements Colour {
    @Override
    public Raster image(Raster in) {
      return shift.apply(in);
    }
  }

  record Jittered(double brightness, double contrast, double saturation) implements Colour {
    @Override
    public Raster image(Raster in) {
      Raster bright = Enhancing.brightness(in, brightness);
      return Enhancing.saturation(Enhancing.contrast(bright, contrast), saturation);
    }
  }

  record Morphed(Morphology.Kind kind, int side) implements PixelOperation {
    @Override
    public Raster image(Raster in) {
      return in;
    }

    @Override
    public Raster mask(Raster in) {
      return Morphology.apply(in, kind, side);
    }
  }
}

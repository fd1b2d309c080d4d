package org.bis5k.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bis5k.data.ImageFiles;
import org.bis5k.data.ImagePyramid;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.MaskPolygon;
import org.bis5k.data.QuPathGeoJson;
import org.bis5k.data.RegionSource;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.StreamedImage;

/**
 * Segments an image file of any size: tiles through the network, the blended map to a file, and on
 * demand an overlay and polygons. Memory goes with the image's width (about eleven bytes times a
 * tile's side per column), never with its area; while it works, four bytes per pixel lie on disk
 * beside the result.
 */
public final class SlideSegmentation {

  /** The longer side of an overlay. */
  static final int OVERLAY_SIDE = 2048;

  /**
   * The longer side of the map that polygons are traced on. A larger result is averaged in blocks,
   * whose borders the polygons then follow.
   */
  static final int POLYGON_SIDE = 4096;

  private static final String LABEL = "Tumor"; // QuPath's own class

  private final TiledInference inference;

  private SlideSegmentation(TiledInference inference) {
    this.inference = inference;
  }

  /**
   * Segmentation by a network's tiles.
   *
   * @param inference the tiles
   * @return the segmentation
   */
  public static SlideSegmentation of(TiledInference inference) {
    return new SlideSegmentation(inference);
  }

  /**
   * What was made of an image.
   *
   * @param size height and width of the result
   * @param micrometresPerPixel its scale, if it is known
   * @param tiles how many tiles it took
   * @param foreground the share of its pixels above the threshold, 0 to 1
   * @param polygons how many polygons were written
   */
  public record Report(
      Size size, OptionalDouble micrometresPerPixel, long tiles, double foreground, int polygons) {}

  /**
   * Segments an image.
   *
   * @param image the image
   * @param output the files to write; each appears whole or not at all
   * @param progress told about tiles
   * @return what was made
   * @throws InvalidInputException if the image is damaged or does not know its scale when one is
   *     asked for, or if a file cannot be written
   */
  public Report run(ImagePyramid image, SlideOutput output, TiledInference.Progress progress) {
    output.requireWritable(image.file());
    OptionalDouble scale =
        output.micrometresPerPixel().isPresent()
            ? output.micrometresPerPixel()
            : image.micrometresPerPixel();
    RegionSource source =
        output.micrometresPerPixel().isPresent()
            ? image.at(output.micrometresPerPixel().getAsDouble())
            : image.full();
    Size size = source.size();
    float threshold = (float) output.threshold();
    Optional<ReducedMap> overview =
        output.overlay().map(file -> new ReducedMap(size, OVERLAY_SIDE, threshold));
    Optional<ReducedMap> outlines =
        output.geoJson().map(file -> new ReducedMap(size, POLYGON_SIDE, threshold));
    long[] foreground = new long[1];
    try (ProbabilitySpool spool = ProbabilitySpool.beside(output.result(), size)) {
      inference.logits(
          source,
          row -> {
            PredictionKernels.sigmoid(row);
            spool.add(row);
          },
          progress);
      StreamedImage.write(
          output.result(),
          size,
          scale,
          rows ->
              spool.replay(
                  row -> {
                    if (output.scale() == ProbabilityScale.STRETCHED) {
                      PredictionKernels.stretch(row, spool.low(), spool.high());
                    }
                    byte[] mask = PredictionKernels.threshold(row, threshold);
                    foreground[0] += count(mask);
                    overview.ifPresent(map -> map.add(row));
                    outlines.ifPresent(map -> map.add(row));
                    rows.row(
                        output.mode() == PredictionMode.MAP ? PredictionKernels.levels(row) : mask);
                  }));
    } catch (IOException e) {
      throw InvalidInputException.in(output.result(), "cannot be written: " + e, e);
    }
    overview.ifPresent(map -> writeOverlay(image, map, output.overlay().orElseThrow()));
    int polygons = outlines.map(map -> writePolygons(image, output, size, map)).orElse(0);
    double share = (double) foreground[0] / size.pixels();
    return new Report(size, scale, inference.tiles(size), share, polygons);
  }

  private static void writeOverlay(ImagePyramid image, ReducedMap map, Path file) {
    RgbImage small = image.resized(map.levels().size());
    ImageFiles.write(Overlay.of(small, map.levels(), map.mask()), file);
  }

  private static int writePolygons(
      ImagePyramid image, SlideOutput output, Size size, ReducedMap outlines) {
    double tolerance = output.simplification() / outlines.block();
    List<MaskPolygon> polygons =
        MaskPolygon.of(outlines.mask()).stream()
            .map(polygon -> polygon.simplified(tolerance))
            .toList();
    double across = (double) image.size().width() / size.width();
    double down = (double) image.size().height() / size.height();
    QuPathGeoJson.write(
        output.geoJson().orElseThrow(),
        polygons,
        LABEL,
        image.size(),
        across * outlines.block(),
        down * outlines.block());
    return polygons.size();
  }

  private static int count(byte[] mask) {
    int count = 0;
    for (byte value : mask) {
      count -= value; // foreground is 255, a byte of -1
    }
    return count;
  }
}

package org.bis5k.train.slide;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.image.ImagePyramid;
import org.bis5k.data.image.RegionSource;
import org.bis5k.data.image.StreamedImage;
import org.bis5k.data.polygon.MaskPolygon;
import org.bis5k.data.polygon.QuPathGeoJson;
import org.bis5k.train.config.PredictionMode;
import org.bis5k.train.predict.FileStamp;
import org.bis5k.train.predict.PredictionKernels;

/** The segmentation of one image. */
final class SlideRun {

  private final ImagePyramid image;
  private final SlideOutput output;
  private final OptionalDouble micrometresPerPixel;
  private final RegionSource source;
  private final float threshold;
  private final Optional<ReducedMap> overview;
  private final Optional<ReducedMap> outlines;
  private long foreground;

  SlideRun(ImagePyramid image, SlideOutput output) {
    OptionalDouble asked = output.micrometresPerPixel();
    this.image = image;
    this.output = output;
    this.micrometresPerPixel = asked.isPresent() ? asked : image.micrometresPerPixel();
    this.source = asked.isPresent() ? image.at(asked.getAsDouble()) : image.full();
    this.threshold = (float) output.threshold();
    this.overview = output.overlay().map(file -> reduced(SlideSegmentation.OVERLAY_SIDE));
    this.outlines = output.geoJson().map(file -> reduced(SlideSegmentation.POLYGON_SIDE));
  }

  private ReducedMap reduced(int longest) {
    return new ReducedMap(source.size(), longest, threshold);
  }

  SlideSegmentation.Report run(TiledInference inference, TiledInference.Progress progress) {
    Size size = source.size();
    FileStamp stamp = FileStamp.of(image.file());
    try (ProbabilitySpool spool = ProbabilitySpool.beside(output.result(), size)) {
      inference.logits(
          source,
          row -> {
            PredictionKernels.sigmoid(row);
            spool.add(row);
          },
          progress);
      stamp.requireSame(image.file());
      StreamedImage.write(output.result(), size, micrometresPerPixel, rows -> write(spool, rows));
    } catch (IOException e) {
      throw InvalidInputException.in(output.result(), "cannot be written: " + e, e);
    }
    overview.ifPresent(this::writeOverlay);
    int polygons = outlines.map(this::writePolygons).orElse(0);
    return new SlideSegmentation.Report(
        size,
        micrometresPerPixel,
        inference.tiles(size),
        (double) foreground / size.pixels(),
        polygons);
  }

  private void write(ProbabilitySpool spool, StreamedImage.RowSink rows) throws IOException {
    spool.replay(
        row -> {
          if (output.scale() == ProbabilityScale.STRETCHED) {
            PredictionKernels.stretch(row, spool.low(), spool.high());
          }
          byte[] mask = PredictionKernels.threshold(row, threshold);
          foreground += count(mask);
          overview.ifPresent(map -> map.add(row));
          outlines.ifPresent(map -> map.add(row));
          rows.row(output.mode() == PredictionMode.MAP ? PredictionKernels.levels(row) : mask);
        });
  }

  private static int count(byte[] mask) {
    int count = 0;
    for (byte value : mask) {
      count -= value; // foreground is 255, a byte of -1
    }
    return count;
  }

  private void writeOverlay(ReducedMap map) {
    RgbImage small = image.resized(map.levels().size());
    ImageFiles.write(Overlay.of(small, map.levels(), map.mask()), output.overlay().orElseThrow());
  }

  private int writePolygons(ReducedMap map) {
    double tolerance = output.simplification() / map.block();
    List<MaskPolygon> polygons =
        MaskPolygon.of(map.mask()).stream().map(polygon -> polygon.simplified(tolerance)).toList();
    Size size = source.size();
    double across = (double) image.size().width() / size.width() * map.block();
    double down = (double) image.size().height() / size.height() * map.block();
    QuPathGeoJson.write(
        output.geoJson().orElseThrow(),
        polygons,
        SlideSegmentation.LABEL,
        image.size(),
        across,
        down);
    return polygons.size();
  }
}

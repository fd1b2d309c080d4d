package org.bis5k.data.polygon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.Mask;
import org.bis5k.data.MaskRegions;

/**
 * The outline of one region of a mask with its holes, exactly along the edges of its pixels. A
 * region is 4-connected: pixels that touch at a corner only belong to two polygons, which share
 * that point. Every ring is simple, so that polygons are valid as the OGC's Simple Features (ISO
 * 19125-1) define it; a hole may touch its outline or another hole in a point.
 *
 * @param outline runs clockwise on the screen: x, y, with y downwards, counterclockwise in numbers
 * @param holes run the other way
 */
public record MaskPolygon(PixelRing outline, List<PixelRing> holes) {

  /**
   * Copies the list.
   *
   * @param outline runs clockwise on the screen
   * @param holes run the other way
   */
  public MaskPolygon {
    holes = List.copyOf(holes);
  }

  /**
   * The polygons of a mask.
   *
   * @param mask the foreground
   * @return one polygon per 4-connected region, from the top
   */
  public static List<MaskPolygon> of(Mask mask) {
    MaskRegions regions = MaskRegions.of(mask);
    Map<Integer, PixelRing> outlines = new LinkedHashMap<>();
    Map<Integer, List<PixelRing>> holes = new LinkedHashMap<>();
    RingTracer.trace(
        mask,
        (ring, pixel) -> {
          int region = regions.at(pixel[1], pixel[0]);
          if (ring.area() > 0) {
            outlines.put(region, ring);
          } else {
            holes.computeIfAbsent(region, none -> new ArrayList<>()).add(ring);
          }
        });
    List<MaskPolygon> polygons = new ArrayList<>();
    outlines.forEach(
        (region, outline) ->
            polygons.add(new MaskPolygon(outline, holes.getOrDefault(region, List.of()))));
    return polygons;
  }

  /**
   * The polygon with fewer corners.
   *
   * @param tolerance as of {@link PixelRing#simplified}
   * @return outline and holes simplified one by one
   * @throws IllegalArgumentException if the tolerance is negative or not a number
   */
  public MaskPolygon simplified(double tolerance) {
    return new MaskPolygon(
        outline.simplified(tolerance),
        holes.stream().map(hole -> hole.simplified(tolerance)).toList());
  }

  /**
   * The area of the region.
   *
   * @return square pixels, holes taken out
   */
  public double area() {
    return outline.area() + holes.stream().mapToDouble(PixelRing::area).sum();
  }
}

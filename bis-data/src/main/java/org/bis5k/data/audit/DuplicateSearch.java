package org.bis5k.data.audit;

import com.google.common.hash.HashCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bis5k.data.ByteImage;
import org.bis5k.data.OrderedWork;
import org.bis5k.data.Orientation;
import org.bis5k.data.RgbImage;
import org.bis5k.data.image.ImageFiles;

/**
 * Finds the images of one picture. Equal pixels have equal {@link InspectedImage#content}; other
 * copies are candidates by {@link PerceptualHash} in any of the eight orientations, and then {@link
 * FineDetail} of both files decides.
 *
 * <p>Both thresholds stand where nothing was seen. Over 68 neighbouring tiles of real tissue and
 * 500 synthetic ones of 64 and 256 pixels, pairs of different pictures differ in at least 86 of 255
 * bits in every orientation (a fair coin gives 127.5 with deviation 8), and their details correlate
 * by at most 0.13. Their copies, as JPEG of quality 50 and more, mirrored, turned, resized by 0.5
 * to 1.4, made brighter or darker by 25 levels, and several of these at once, differ in at most 16
 * bits and correlate by at least 0.70 (0.98 from 256 pixels on). Crops and shifts are not looked
 * for.
 */
final class DuplicateSearch {

  /** Candidates differ in at most this many bits. */
  static final int MOST_BITS = 52;

  /** The least correlation of the details of copies. */
  static final double LEAST_CORRELATION = 0.5;

  /** An image with less contrast, in grey levels, counts as blank glass. */
  static final double LEAST_CONTRAST = 1;

  private final List<InspectedImage> images;
  private final int threads;
  private final long pixelLimit;

  DuplicateSearch(List<InspectedImage> images, int threads, long pixelLimit) {
    this.images = images;
    this.threads = threads;
    this.pixelLimit = pixelLimit;
  }

  /**
   * Two images by their place in the list, and how the second comes from the first.
   *
   * @param first the smaller place
   * @param second the larger place
   * @param relation how they are related
   */
  record Match(int first, int second, ImageRelation relation) {}

  /**
   * All matches in order. Of several images with equal pixels, each is matched with the first, and
   * only the first is compared with others.
   */
  List<Match> matches() {
    List<Match> matches = new ArrayList<>();
    List<Integer> distinct = distinct(matches);
    List<Integer> places = IntStream.range(0, distinct.size()).boxed().toList();
    OrderedWork.map(places, threads, place -> matches(distinct, place)).forEach(matches::addAll);
    matches.sort((a, b) -> a.first != b.first ? a.first - b.first : a.second - b.second);
    return matches;
  }

  /** Adds the exact matches; the result are the first images of each content. */
  private List<Integer> distinct(List<Match> matches) {
    Map<HashCode, Integer> firstOf = new HashMap<>();
    List<Integer> distinct = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      InspectedImage image = images.get(i);
      if (image.contrast() == 0) {
        continue; // of one colour: equal to others by chance
      }
      Integer first = firstOf.putIfAbsent(image.content(), i);
      if (first != null) {
        matches.add(new Match(first, i, ImageRelation.copy(image.size())));
      } else if (image.contrast() >= LEAST_CONTRAST) {
        distinct.add(i);
      }
    }
    return distinct;
  }

  /** Matches of an image with those after it. */
  private List<Match> matches(List<Integer> distinct, int place) {
    int first = distinct.get(place);
    Orientation[] orientations = Orientation.values();
    PerceptualHash[] turned = new PerceptualHash[orientations.length];
    for (int k = 0; k < turned.length; k++) {
      turned[k] = images.get(first).hash().turned(orientations[k]);
    }
    List<Match> found = new ArrayList<>();
    for (int second : distinct.subList(place + 1, distinct.size())) {
      int nearest = nearest(turned, images.get(second).hash());
      if (turned[nearest].distance(images.get(second).hash()) <= MOST_BITS) {
        ImageRelation relation = relation(read(first), read(second), orientations[nearest]);
        if (relation.correlation() >= LEAST_CORRELATION) {
          found.add(new Match(first, second, relation));
        }
      }
    }
    return found;
  }

  private static int nearest(PerceptualHash[] turned, PerceptualHash hash) {
    int nearest = 0;
    for (int k = 1; k < turned.length; k++) {
      if (turned[k].distance(hash) < turned[nearest].distance(hash)) {
        nearest = k;
      }
    }
    return nearest;
  }

  private RgbImage read(int image) {
    return ImageFiles.readRgb(images.get(image).file(), pixelLimit);
  }

  /** How the second image comes from the first if that is so turned. */
  static ImageRelation relation(RgbImage first, RgbImage second, Orientation orientation) {
    if (orientation.turn(ByteImage.of(first)).equals(ByteImage.of(second))) {
      return new ImageRelation(orientation, true, first.size(), second.size(), 1, 0);
    }
    ByteImage turned = orientation.turn(FineDetail.scaled(ByteImage.of(first)));
    ByteImage other = FineDetail.scaled(ByteImage.of(second));
    return new ImageRelation(
        orientation,
        false,
        first.size(),
        second.size(),
        FineDetail.correlation(turned, other),
        GreyPlane.of(other).mean() - GreyPlane.of(turned).mean());
  }
}

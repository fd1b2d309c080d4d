package org.bis5k.examples;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bis5k.data.GreyImage;
import org.bis5k.data.ImageFiles;
import org.bis5k.data.ImageMaskPair;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;

/** What is in the pixels of a data set: sizes, foreground shares, and files that do not decode. */
final class PixelCheck {

  private final List<Finding> findings;

  private PixelCheck(List<Finding> findings) {
    this.findings = findings;
  }

  /** One pair: its problem, or its size and foreground share. */
  private record Finding(String problem, Size size, double share, boolean soft) {

    static Finding of(ImageMaskPair pair) {
      try {
        Size size = ImageFiles.readRgb(pair.image()).size();
        GreyImage grey = ImageFiles.readGrey(pair.mask());
        double share = (double) Mask.of(grey).foregroundPixels() / size.pixels();
        return new Finding(null, size, share, isSoft(grey));
      } catch (InvalidInputException e) {
        return new Finding(e.getMessage(), null, Double.NaN, false);
      }
    }

    private static boolean isSoft(GreyImage grey) {
      for (byte value : grey.samples()) {
        if (value != 0 && value != (byte) 255) {
          return true;
        }
      }
      return false;
    }
  }

  /** Decodes all pairs, several at a time. */
  static PixelCheck of(List<ImageMaskPair> pairs) {
    return new PixelCheck(pairs.parallelStream().map(Finding::of).toList());
  }

  List<String> problems() {
    return findings.stream().map(Finding::problem).filter(text -> text != null).toList();
  }

  private Stream<Finding> sound() {
    return findings.stream().filter(finding -> finding.problem == null);
  }

  /** Sizes and foreground shares, one line each. */
  String report() {
    double[] shares = sound().mapToDouble(Finding::share).sorted().toArray();
    if (shares.length == 0) {
      return "";
    }
    Map<String, Long> sizes =
        sound()
            .collect(
                Collectors.groupingBy(
                    finding -> finding.size.toString(), TreeMap::new, Collectors.counting()));
    return "  sizes (height x width): "
        + sizes(sizes)
        + String.format(
            Locale.ROOT,
            "%n  foreground share: smallest %.3f, median %.3f, mean %.3f, largest %.3f%n",
            shares[0],
            median(shares),
            Arrays.stream(shares).average().orElseThrow(),
            shares[shares.length - 1])
        + String.format(
            Locale.ROOT,
            "  masks: %d empty, %d full, %d with levels between 0 and 255%n",
            sound().filter(finding -> finding.share == 0).count(),
            sound().filter(finding -> finding.share == 1).count(),
            sound().filter(Finding::soft).count());
  }

  private static String sizes(Map<String, Long> sizes) {
    if (sizes.size() > 5) {
      return sizes.size() + " different";
    }
    return sizes.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", "));
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

package org.bis5k.metrics.report;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.GreyImage;
import org.bis5k.data.HtmlText;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Mask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.image.Thumbnail;
import org.bis5k.metrics.ConfusionCounts;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.file.Decimals;
import org.bis5k.metrics.folder.FolderPairs;

/** The worst, median and best images of a method with pictures of their errors. */
final class CaseSection {

  private final MethodScores result;
  private final Metric metric;
  private final int each;
  private final int side;
  private final Map<String, FolderPairs.Pair> pairs = new HashMap<>();
  private final Map<String, Path> images;

  CaseSection(MethodScores result, HtmlReport.Folders folders, Metric metric, int each, int side) {
    this.result = result;
    this.metric = metric;
    this.each = each;
    this.side = side;
    FolderPairs.of(folders.predictions(), folders.truths())
        .pairs()
        .forEach(pair -> pairs.put(pair.stem(), pair));
    this.images = folders.images().map(CaseSection::firstByStem).orElse(Map.of());
  }

  private static Map<String, Path> firstByStem(Path folder) {
    Map<String, Path> first = new HashMap<>();
    for (Path file : ImageFiles.list(folder)) {
      first.putIfAbsent(ImageFiles.stem(file), file);
    }
    return first;
  }

  String html() {
    HtmlText html = new HtmlText();
    CaseChoice.of(result.scores().images(), metric, each)
        .forEach(
            (group, rows) -> {
              if (!rows.isEmpty()) {
                html.leaf("h4", group + " by " + metric.label()).open("div", "class", "cases");
                rows.forEach(row -> show(html, row));
                html.close();
              }
            });
    return html.toString();
  }

  /** The meaning of the colours. */
  static String legend() {
    HtmlText html = new HtmlText().open("ul", "class", "legend");
    List<String> meanings =
        List.of("found (TP)", "false alarm (FP)", "missed (FN)", "background left alone (TN)");
    for (int i = 0; i < meanings.size(); i++) {
      String color = i < 3 ? ErrorColors.values()[i].css() : "#606060";
      html.open("li").leaf("span", "", "class", "swatch", "style", "background:" + color);
      html.text(meanings.get(i)).close();
    }
    return html.close().toString();
  }

  private void show(HtmlText html, ImageScores row) {
    FolderPairs.Pair pair = pairs.get(row.name());
    if (pair == null) {
      throw new InvalidInputException(
          "The files of the image '" + row.name() + "' are no longer where they were scored");
    }
    Mask truth = result.scores().profile().mask(ImageFiles.readFirstChannel(pair.truth()));
    GreyImage prediction = ImageFiles.readFirstChannel(pair.prediction());
    Mask binary = Mask.of(prediction);
    RgbImage image = image(row, truth);
    ConfusionCounts counts = ConfusionCounts.of(binary, truth);
    boolean small = Math.max(row.size().height(), row.size().width()) < side;
    html.open("figure", "class", small ? "case small" : "case").open("figcaption");
    html.leaf("strong", row.name()).text(" · " + metric.label() + " ");
    html.text(Decimals.of(row.value(metric), 3) + " · at 0.5: found ");
    html.text(percent(counts.tp(), counts) + ", false alarm " + percent(counts.fp(), counts));
    html.text(", missed " + percent(counts.fn(), counts) + " of the pixels").close();
    html.open("div", "class", "strip");
    if (images.containsKey(row.name())) {
      picture(html, "image", row, image);
    } else {
      html.open("div").leaf("div", "no image", "class", "none soft");
      html.leaf("span", "image", "class", "soft").close();
    }
    picture(html, "truth", row, RgbImage.of(GreyImage.of(truth)));
    picture(html, "prediction", row, RgbImage.of(prediction));
    picture(html, "errors", row, ErrorColors.overlay(image, binary, truth));
    html.close().close();
  }

  private void picture(HtmlText html, String what, ImageScores row, RgbImage picture) {
    html.open("div");
    html.single("img", "alt", what + " of " + row.name(), "src", Thumbnail.png(picture, side));
    html.leaf("span", what, "class", "soft").close();
  }

  /** The image, or a white one if there is none. */
  private RgbImage image(ImageScores row, Mask truth) {
    Path file = images.get(row.name());
    if (file == null) {
      byte[] white = new byte[3 * (int) truth.size().pixels()];
      Arrays.fill(white, (byte) 255);
      return RgbImage.of(truth.size(), white);
    }
    RgbImage image = ImageFiles.readRgb(file);
    if (!image.size().equals(truth.size())) {
      throw InvalidInputException.in(
          file, "has size " + image.size() + ", its ground truth " + truth.size());
    }
    return image;
  }

  private static String percent(long pixels, ConfusionCounts counts) {
    return Decimals.of(100.0 * pixels / counts.total(), 1) + "\u00a0%";
  }
}

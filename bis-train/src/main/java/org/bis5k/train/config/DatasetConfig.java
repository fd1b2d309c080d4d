package org.bis5k.train.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.transform.Transform;
import org.bis5k.data.transform.TransformPipeline;

/**
 * The section Train.Dataset: where the training images lie and how they are transformed.
 *
 * @param root a folder with {@code images} and {@code masks}
 * @param images the folder of images, where it does not lie in a root
 * @param masks the folder of masks, where it does not lie in a root
 * @param transforms {@code transform_list}, in order
 */
public record DatasetConfig(
    Optional<Path> root, Optional<Path> images, Optional<Path> masks, List<Transform> transforms) {
  static final List<String> TYPES = List.of("PathologyDataset");

  /**
   * The size that all images of a training batch share.
   *
   * @return height and width after the transforms
   * @throws InvalidInputException if the transforms give none
   */
  public Size imageSize() {
    return TransformPipeline.of(transforms)
        .outputSize()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Train.Dataset.transform_list needs a resize: a batch holds images of one"
                        + " size"));
  }

  static DatasetConfig read(ConfigSection section) {
    section.choice("type", TYPES.get(0), TYPES);
    DatasetConfig config =
        new DatasetConfig(
            section.path("root"),
            section.path("images"),
            section.path("masks"),
            TransformList.read(section, TransformPipeline.released(Size.square(352)).transforms()));
    section.finish();
    if (config.images.isPresent() != config.masks.isPresent()) {
      throw section.error(
          config.images.isPresent() ? "images" : "masks", "images and masks go together");
    }
    return config;
  }

  /**
   * Opens the training set.
   *
   * @param badFiles what to do about files that cannot be used
   * @return the data set
   * @throws InvalidInputException if no folder is set, or it holds no usable pairs
   */
  public BisDataset open(BadFiles badFiles) {
    if (images.isPresent() && masks.isPresent()) {
      return BisDataset.ofFolders(images.get(), masks.get(), badFiles);
    }
    return BisDataset.open(
        root.orElseThrow(
            () ->
                new InvalidInputException(
                    "Train.Dataset.root is not set; add it to the configuration or give --set"
                        + " Train.Dataset.root=FOLDER")),
        badFiles);
  }

  Map<String, Object> write() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", TYPES.get(0));
    map.put("root", RunConfig.text(root));
    map.put("images", RunConfig.text(images));
    map.put("masks", RunConfig.text(masks));
    map.put("transform_list", TransformList.write(transforms));
    return map;
  }
}

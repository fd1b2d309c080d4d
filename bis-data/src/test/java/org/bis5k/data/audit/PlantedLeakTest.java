package org.bis5k.data.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.GreyImage;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of training images hidden among test images are found; other images are left in peace. */
class PlantedLeakTest {

  @TempDir Path root;

  @Test
  void syntheticTilesDoNotLookAlike() throws IOException {
    SyntheticTissue.of(Size.square(128), 3).write(root, 240, 60);
    assertThat(audit(root).duplicates()).isEmpty();
  }

  @Test
  void neighbouringTilesOfRealTissueAreNoDuplicates() {
    Path real = SharedData.require("data/bcss-bis");
    AuditReport report = audit(real);
    assertThat(report.parts()).extracting(PartStatistics::pairs).containsExactly(49, 19);
    assertThat(report.duplicates()).isEmpty();
    assertThat(report.isSound()).isTrue();
  }

  @Test
  void everyKindOfCopyOfSyntheticTilesIsFound() throws IOException {
    SyntheticTissue tissue = SyntheticTissue.of(new Size(160, 224), 9);
    List<RgbImage> tiles = new ArrayList<>();
    for (int i = 0; i < 3 * PlantedCopy.values().length; i++) {
      tiles.add(tissue.tile(i).image());
    }
    plantAndFind(tiles);
  }

  @Test
  void everyKindOfCopyOfRealTilesIsFound() throws IOException {
    List<RgbImage> tiles = new ArrayList<>();
    for (String split : List.of("formal_train", "formal_test")) {
      Path images = SharedData.require("data/bcss-bis").resolve(split).resolve("images");
      ImageFiles.list(images).forEach(file -> tiles.add(ImageFiles.readRgb(file)));
    }
    assertThat(tiles).hasSize(68);
    plantAndFind(tiles);
  }

  /** Tile k is in training, and its copy of kind k modulo the number of kinds is in test. */
  private void plantAndFind(List<RgbImage> tiles) throws IOException {
    Map<String, PlantedCopy> planted = new LinkedHashMap<>();
    for (int i = 0; i < tiles.size(); i++) {
      PlantedCopy kind = PlantedCopy.values()[i % PlantedCopy.values().length];
      ImageFiles.write(tiles.get(i), folder("formal_train/images").resolve("t" + i + ".png"));
      kind.write(tiles.get(i), folder("formal_test/images"), "c" + i);
      planted.put("t" + i + " c" + i, kind);
    }
    for (String split : List.of("formal_train", "formal_test")) {
      for (Path image : ImageFiles.list(root.resolve(split).resolve("images"))) {
        mask(image, folder(split + "/masks"));
      }
    }
    AuditReport report = audit(root);
    Map<String, DuplicatePair> found = new LinkedHashMap<>();
    for (DuplicatePair pair : report.duplicates()) {
      found.put(ImageFiles.stem(pair.first()) + " " + ImageFiles.stem(pair.second()), pair);
    }
    assertThat(planted.keySet()).as("false alarms").containsAll(found.keySet());
    assertThat(report.leaks()).hasSameSizeAs(report.duplicates());
    planted.forEach(
        (pair, kind) -> {
          if (kind.isExact()) {
            assertThat(found).as(kind.name()).containsKey(pair);
          }
          if (found.containsKey(pair)) {
            assertThat(found.get(pair).relation().samePixels()).isEqualTo(kind.isExact());
            assertThat(found.get(pair).relation().words()).as(kind.name()).matches(kind.words());
          }
        });
    assertThat(found.size()).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * planted.size()));
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  /** Half foreground. */
  private static void mask(Path image, Path folder) {
    Size size = ImageFiles.readSize(image);
    byte[] samples = new byte[(int) size.pixels()];
    java.util.Arrays.fill(samples, 0, samples.length / 2, (byte) 255);
    ImageFiles.write(GreyImage.of(size, samples), folder.resolve(ImageFiles.stem(image) + ".png"));
  }

  private static AuditReport audit(Path root) {
    return DatasetAudit.run(List.of(root), AuditOptions.standard());
  }
}

package org.bis5k.train.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.GreyImage;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.testing.FormulaStream;
import org.bis5k.train.config.RunConfig;

/** Data sets of 16 x 16 pixels: foreground is where red exceeds blue. */
final class TinyTissue {

  static final Size SIZE = Size.square(16);

  private TinyTissue() {}

  /** Writes {@code root/images} and {@code root/masks} with so many pairs. */
  static Path write(Path root, int pairs) {
    try {
      Files.createDirectories(root.resolve("images"));
      Files.createDirectories(root.resolve("masks"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int n = 0; n < pairs; n++) {
      FormulaStream stream = FormulaStream.named("tiny/" + n);
      byte[] image = new byte[3 * 256];
      byte[] mask = new byte[256];
      for (int i = 0; i < 256; i++) {
        boolean foreground = i % 16 > (int) (8 + 6 * stream.at(0));
        mask[i] = (byte) (foreground ? 255 : 0);
        image[3 * i] = (byte) (int) ((foreground ? 190 : 90) + 40 * stream.at(i + 1));
        image[3 * i + 1] = (byte) 120;
        image[3 * i + 2] = (byte) (int) ((foreground ? 90 : 190) + 40 * stream.at(i + 300));
      }
      ImageFiles.write(RgbImage.of(SIZE, image), root.resolve("images/t" + n + ".png"));
      ImageFiles.write(GreyImage.of(SIZE, mask), root.resolve("masks/t" + n + ".png"));
    }
    return root;
  }

  /** A configuration for such data. */
  static RunConfig config(Path root, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "Train.Dataset.root=" + root,
                "Train.Dataset.transform_list={resize: {size: [16, 16]}, random_flip: {},"
                    + " random_rotate: {}, tonumpy: NULL, normalize: {}, totensor: NULL}",
                "Train.Dataloader.batch_size=2",
                "Train.Dataloader.num_workers=2",
                "Train.Optimizer.lr=1e-2",
                "Train.Optimizer.clip_gradients=True",
                "Train.Scheduler.epoch=3",
                "Train.Scheduler.warmup_iteration=2",
                "Train.Checkpoint.checkpoint_epoch=0",
                "Train.loss=bce_iou"));
    all.addAll(List.of(settings));
    return RunConfig.parse("{}", "tiny", all);
  }
}

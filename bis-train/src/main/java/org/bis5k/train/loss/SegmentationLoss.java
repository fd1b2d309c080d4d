package org.bis5k.train.loss;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bis5k.data.Size;

/**
 * The losses of one output against soft masks. Notation: logits p, q = sigmoid(p), masks y in [0,
 * 1], b the element-wise binary cross-entropy with logits, computed stably. The total loss of a
 * network is the sum over its outputs.
 */
public enum SegmentationLoss {
  /** mean((p - y)^2) of the logits themselves, as the released training loop computes it. */
  MSE,

  /**
   * Weighted cross-entropy and pixel-wise IoU: w = 1 + 5 |avgpool(y) - y| with a 31x31 box of
   * stride 1 and zero padding, always divided by 961; e = 1 - (qy + 1) / (q + y - qy + 1) at each
   * pixel; mean over images of sum(w b) / sum(w) + sum(w e) / sum(w). The structure loss of PraNet
   * (<a href="https://doi.org/10.1007/978-3-030-59725-2_26">doi:10.1007/978-3-030-59725-2_26</a>),
   * with its IoU taken pixel by pixel.
   */
  BCE_IOU,

  /** mean over all pixels of b + 1 - (2qy + 1) / (q + y + 1), the Dice term pixel by pixel. */
  DICE_BCE,

  /**
   * (1 - T)^2 with T = (TP + 1) / (TP + FP/2 + FN/2 + 1), TP = sum(qy), FP = sum((1 - y) q), FN =
   * sum(y (1 - q)), the sums over the whole batch.
   */
  TVERSKY,

  /** {@link #TVERSKY} plus mean(b). */
  TVERSKY_BCE;

  /**
   * The loss against the masks of one batch.
   *
   * @param masks N1HW float32 in [0, 1]; not copied, so not to be changed while the target is in
   *     use
   * @param images N, at least 1
   * @param size H and W
   * @return the target, shared by all outputs of a network
   * @throws IllegalArgumentException if the number of elements is not N x H x W
   */
  public LossTarget target(float[] masks, int images, Size size) {
    if (images < 1 || masks.length != images * size.pixels()) {
      throw new IllegalArgumentException(
          images + " masks of " + size + " do not have " + masks.length + " elements");
    }
    return switch (this) {
      case MSE -> new SquaredErrorTarget(masks);
      case BCE_IOU -> new WeightedIouTarget(masks, BorderWeights.of(masks, images, size), images);
      case DICE_BCE -> new DiceTarget(masks);
      case TVERSKY -> new TverskyTarget(masks, false);
      case TVERSKY_BCE -> new TverskyTarget(masks, true);
    };
  }

  /**
   * The name in configuration files.
   *
   * @return the constant's name in lower case, for example {@code bce_iou}
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The loss with a given name.
   *
   * @param key a name as {@link #key()} gives it
   * @return the loss
   * @throws IllegalArgumentException if there is none with that name; the message lists the known
   *     names
   */
  public static SegmentationLoss of(String key) {
    for (SegmentationLoss loss : values()) {
      if (loss.key().equals(key)) {
        return loss;
      }
    }
    throw new IllegalArgumentException(
        "Unknown loss '%s'; known: %s"
            .formatted(
                key,
                Arrays.stream(values())
                    .map(SegmentationLoss::key)
                    .collect(Collectors.joining(", "))));
  }
}

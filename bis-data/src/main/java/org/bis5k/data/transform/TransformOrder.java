package org.bis5k.data.transform;

import java.util.List;
import org.bis5k.data.InvalidInputException;

/** The order of a list of transforms: any number on pixels, then the three array steps. */
final class TransformOrder {

  private static final List<String> ENDING = ArrayStep.KEYS;

  private TransformOrder() {}

  /** Throws an {@link InvalidInputException} that names the first transform out of place. */
  static void check(List<Transform> transforms) {
    int done = 0;
    for (Transform transform : transforms) {
      String key = transform.key();
      int step = transform instanceof ArrayStep ? ENDING.indexOf(key) : -1;
      if (step < 0 && done > 0) {
        throw wrong(key + " works on pixels and must come before tonumpy", transforms);
      }
      if (step >= 0 && step < done) {
        throw wrong(key + " may occur only once, before " + after(step), transforms);
      }
      if (step > done) {
        throw wrong(ENDING.get(done) + " is missing before " + key, transforms);
      }
      if (step >= 0) {
        done++;
      }
    }
    if (done < ENDING.size()) {
      throw wrong(ENDING.get(done) + " is missing at the end", transforms);
    }
  }

  private static String after(int step) {
    return step + 1 < ENDING.size() ? ENDING.get(step + 1) : "the end";
  }

  private static InvalidInputException wrong(String problem, List<Transform> transforms) {
    return new InvalidInputException(
        "transform_list: %s; a list ends with %s; found %s"
            .formatted(
                problem,
                String.join(", ", ENDING),
                transforms.stream().map(Transform::key).toList()));
  }
}

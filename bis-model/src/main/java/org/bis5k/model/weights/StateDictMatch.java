package org.bis5k.model.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.PlainText;

/**
 * The differences between the tensors of a file and those of a network, by name and shape. The
 * comparison is strict, as in PyTorch's {@code load_state_dict}, and finds all differences at once.
 *
 * @param missing names expected and not found, in the expected order
 * @param unexpected names found and not expected, in the file's order
 * @param misshaped names found with another shape, in the expected order
 */
public record StateDictMatch(
    List<String> missing, List<String> unexpected, List<Misshaped> misshaped) {

  private static final int MAX_LISTED = 1000;

  /**
   * A tensor whose shape differs.
   *
   * @param name its name
   * @param expected the dimensions expected
   * @param found the dimensions found
   */
  public record Misshaped(String name, List<Long> expected, List<Long> found) {

    /**
     * Makes a difference.
     *
     * @param name its name
     * @param expected the dimensions expected, which are copied
     * @param found the dimensions found, which are copied
     */
    public Misshaped {
      expected = List.copyOf(expected);
      found = List.copyOf(found);
    }

    /** Returns name and both shapes. */
    @Override
    public String toString() {
      return name + ": expected " + expected + ", found " + found;
    }
  }

  /**
   * Makes a list of differences.
   *
   * @param missing names expected and not found
   * @param unexpected names found and not expected
   * @param misshaped names found with another shape
   */
  public StateDictMatch {
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    misshaped = List.copyOf(misshaped);
  }

  /**
   * Compares tensors with those expected. Their types and values do not matter.
   *
   * @param expected the dimensions of each tensor expected, by name
   * @param found the tensors of a file
   * @return the differences
   */
  public static StateDictMatch of(Map<String, long[]> expected, WeightFile found) {
    List<String> missing = new ArrayList<>();
    List<Misshaped> misshaped = new ArrayList<>();
    expected.forEach(
        (name, shape) -> {
          Tensor tensor = found.tensors().get(name);
          if (tensor == null) {
            missing.add(name);
          } else if (!Arrays.equals(shape, tensor.shape())) {
            misshaped.add(new Misshaped(name, dimensions(shape), dimensions(tensor.shape())));
          }
        });
    Set<String> unexpected = new LinkedHashSet<>(found.tensors().keySet());
    unexpected.removeAll(expected.keySet());
    return new StateDictMatch(missing, List.copyOf(unexpected), misshaped);
  }

  private static List<Long> dimensions(long[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }

  /**
   * Tells whether names and shapes are the same.
   *
   * @return true if nothing is missing, unexpected or of another shape
   */
  public boolean isExact() {
    return missing.isEmpty() && unexpected.isEmpty() && misshaped.isEmpty();
  }

  /**
   * Lists the differences.
   *
   * @return a headed list for each kind with one line for each tensor, at most 1000 lines; empty if
   *     there are no differences
   */
  public String report() {
    return section("missing", missing)
        + section("unexpected", unexpected)
        + section("of another shape", misshaped);
  }

  private static String section(String kind, List<?> items) {
    if (items.isEmpty()) {
      return "";
    }
    String lines =
        items.stream()
            .limit(MAX_LISTED)
            .map(item -> "\n  " + PlainText.excerpt(item.toString()))
            .collect(Collectors.joining());
    int more = items.size() - MAX_LISTED;
    return "\n%d %s:%s%s"
        .formatted(items.size(), kind, lines, more > 0 ? "\n  and " + more + " more" : "");
  }

  /**
   * Refuses weights that differ.
   *
   * @param file the file they came from
   * @throws InvalidInputException if anything differs; the message is the {@link #report}
   */
  public void require(Path file) {
    if (!isExact()) {
      throw InvalidInputException.in(file, "its tensors are not those of the network:" + report());
    }
  }
}

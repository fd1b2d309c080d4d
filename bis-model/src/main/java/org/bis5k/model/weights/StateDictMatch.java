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
 * How the tensors of a file compare with those expected, by name and shape; strict, as PyTorch's
 * {@code load_state_dict}: everything that differs is listed at once.
 *
 * @param missing names expected and not found, in the expected order
 * @param unexpected names found and not expected, in the file's order
 * @param misshaped names found with another shape, in the expected order
 */
public record StateDictMatch(
    List<String> missing, List<String> unexpected, List<Misshaped> misshaped) {

  /**
   * A tensor whose shape differs.
   *
   * @param name its name
   * @param expected the dimensions expected
   * @param found the dimensions found
   */
  public record Misshaped(String name, List<Long> expected, List<Long> found) {

    /**
     * Copies the lists.
     *
     * @param name its name
     * @param expected the dimensions expected
     * @param found the dimensions found
     */
    public Misshaped {
      expected = List.copyOf(expected);
      found = List.copyOf(found);
    }

    /** Name and both shapes. */
    @Override
    public String toString() {
      return name + ": expected " + expected + ", found " + found;
    }
  }

  /**
   * Copies the lists.
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
   * Compares.
   *
   * @param expected the dimensions of each tensor expected
   * @param found the tensors at hand
   * @return the differences; types may differ freely
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
   * Whether names and shapes are the same.
   *
   * @return true if nothing is missing, unexpected or of another shape
   */
  public boolean isExact() {
    return missing.isEmpty() && unexpected.isEmpty() && misshaped.isEmpty();
  }

  /**
   * All differences.
   *
   * @return one line for each tensor, with a headed list for each kind; empty if there are none
   */
  public String report() {
    return section("missing", missing)
        + section("unexpected", unexpected)
        + section("of another shape", misshaped);
  }

  private static String section(String kind, List<?> items) {
    return items.isEmpty()
        ? ""
        : items.stream()
            .map(item -> "\n  " + PlainText.line(item.toString()))
            .collect(Collectors.joining("", "\n" + items.size() + " " + kind + ":", ""));
  }

  /**
   * Refuses weights that do not match.
   *
   * @param file the file they came from
   * @throws InvalidInputException if anything differs; the message lists all of it
   */
  public void require(Path file) {
    if (!isExact()) {
      throw InvalidInputException.in(file, "its tensors are not those of the network:" + report());
    }
  }
}

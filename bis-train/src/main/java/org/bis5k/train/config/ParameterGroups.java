package org.bis5k.train.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.train.optimizer.PolySchedule;

/**
 * Multipliers of the base learning rate by parameter name. A parameter belongs to the first group
 * whose text its name contains; the last group takes all others.
 *
 * @param groups the groups in order; the text of the last one is empty
 */
public record ParameterGroups(List<Group> groups) {

  private static final String ALL_OTHERS = "*";

  /**
   * One group of parameters.
   *
   * @param contains text that a parameter's name contains; empty for all
   * @param multiplier factor of the base rate; 0 freezes the group
   */
  public record Group(String contains, double multiplier) {

    /**
     * Refuses a multiplier out of range.
     *
     * @param contains text that a parameter's name contains; empty for all
     * @param multiplier factor of the base rate; 0 freezes the group
     * @throws IllegalArgumentException if the multiplier is negative or not finite
     */
    public Group {
      if (!(multiplier >= 0 && Double.isFinite(multiplier))) {
        throw new IllegalArgumentException(
            "A group's multiplier is at least 0; found " + multiplier);
      }
    }
  }

  /**
   * Refuses groups that leave out a name.
   *
   * @param groups the table in order
   * @throws IllegalArgumentException if the last group does not take all names
   */
  public ParameterGroups {
    groups = List.copyOf(groups);
    if (groups.isEmpty() || !groups.get(groups.size() - 1).contains().isEmpty()) {
      throw new IllegalArgumentException(
          "The last parameter group takes all other names; found " + groups);
    }
  }

  /**
   * The released groups: {@code backbone.layer} at the base rate, {@code backbone} otherwise
   * frozen, all others at ten times the base rate. No parameter of BCSNet has "backbone" in its
   * name, so the whole network trains at ten times the base rate.
   *
   * @return the groups
   */
  public static ParameterGroups released() {
    return new ParameterGroups(
        List.of(new Group("backbone.layer", 1), new Group("backbone", 0), new Group("", 10)));
  }

  /**
   * The group of a parameter.
   *
   * @param parameter its name in checkpoints
   * @return index into {@link #groups()}
   */
  public int indexOf(String parameter) {
    int index = 0;
    while (!parameter.contains(groups.get(index).contains())) {
      index++;
    }
    return index;
  }

  /**
   * The learning rates of one iteration. Each group decays from its own base; frozen groups have 0.
   *
   * @param schedule the schedule
   * @param base the base rate before multipliers
   * @param iteration counted from 0
   * @return one rate per group, in order
   */
  public double[] rates(PolySchedule schedule, double base, long iteration) {
    return groups.stream()
        .mapToDouble(
            group ->
                group.multiplier() == 0 ? 0 : schedule.rate(base * group.multiplier(), iteration))
        .toArray();
  }

  static ParameterGroups read(String path, ConfigNode node) {
    if (node == null) {
      return released();
    }
    if (!(node instanceof ConfigNode.Fields fields)) {
      throw ConfigSection.expected(path, "a table of name: multiplier", node);
    }
    List<Group> groups = new ArrayList<>();
    fields
        .values()
        .forEach(
            (name, value) ->
                groups.add(
                    new Group(
                        name.equals(ALL_OTHERS) ? "" : name,
                        ConfigSection.real(path + "." + name, value, 0, 1e6))));
    if (groups.isEmpty() || !groups.get(groups.size() - 1).contains().isEmpty()) {
      throw ConfigSection.expected(path, "'*' (all other names) as the last group", node);
    }
    return new ParameterGroups(groups);
  }

  Map<String, Object> write() {
    Map<String, Object> map = new LinkedHashMap<>();
    groups.forEach(
        group ->
            map.put(
                group.contains().isEmpty() ? ALL_OTHERS : group.contains(), group.multiplier()));
    return map;
  }
}

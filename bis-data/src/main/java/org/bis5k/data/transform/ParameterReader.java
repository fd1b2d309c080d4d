package org.bis5k.data.transform;

import java.util.List;
import org.bis5k.data.InvalidInputException;

/**
 * The parameters of one transform as a configuration file gives them. Every key that a transform
 * asks for is known; the owner of the file refuses all others. All methods throw an {@link
 * InvalidInputException} that names file and line if the value is of another kind or out of range.
 */
public interface ParameterReader {

  /**
   * A truth value.
   *
   * @param key the parameter
   * @param absent the value where the key is missing
   * @return the value
   */
  boolean flag(String key, boolean absent);

  /**
   * A number in a closed range.
   *
   * @param key the parameter
   * @param absent the value where the key is missing
   * @param low least value
   * @param high greatest value
   * @return the value
   */
  double real(String key, double absent, double low, double high);

  /**
   * A list of finite numbers.
   *
   * @param key the parameter
   * @param absent the values where the key is missing; the list must have as many
   * @return the values
   */
  List<Double> reals(String key, List<Double> absent);

  /**
   * A list of whole numbers in a closed range.
   *
   * @param key the parameter
   * @param low least value
   * @param high greatest value
   * @param absent the values where the key is missing; the list must have as many
   * @return the values
   */
  List<Integer> integers(String key, int low, int high, List<Integer> absent);

  /**
   * A list of names.
   *
   * @param key the parameter
   * @param known the names that may occur, which are also the value where the key is missing
   * @return any number of known names
   */
  List<String> names(String key, List<String> known);
}

package org.bis5k.architecture;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The table of packages in docs/architecture.md. Names are relative to the project's root package.
 *
 * @param rows the packages in the table's order
 */
record PackageTable(Map<String, Row> rows) {

  /** In the column of uses: any package that programs may use. */
  private static final String API = "API";

  private static final Pattern LINE =
      Pattern.compile("\\| `([a-z.]+)` \\| [^|]+ \\| (programs|internal) \\| ([^|]*) \\|");
  private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

  /**
   * A package.
   *
   * @param api whether programs may use it
   * @param uses the packages that it uses directly, in any order
   * @param usesApi whether it may use every package of the API
   */
  record Row(boolean api, Set<String> uses, boolean usesApi) {}

  static PackageTable read(Path page) throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    LINE.matcher(Files.readString(page))
        .results()
        .forEach(
            line -> {
              Set<String> uses =
                  NAME.matcher(line.group(3))
                      .results()
                      .map(name -> name.group(1))
                      .collect(toCollection(TreeSet::new));
              boolean usesApi = line.group(3).contains(API);
              rows.put(line.group(1), new Row(line.group(2).equals("programs"), uses, usesApi));
            });
    return new PackageTable(rows);
  }

  Set<String> api() {
    return rows.keySet().stream()
        .filter(name -> rows.get(name).api())
        .collect(toCollection(TreeSet::new));
  }

  /** What a package may use. A package that is not in the table may use nothing. */
  Set<String> allowed(String name) {
    Row row = rows.get(name);
    if (row == null) {
      return Set.of();
    }
    return Stream.concat(row.uses().stream(), row.usesApi() ? api().stream() : Stream.empty())
        .collect(toCollection(TreeSet::new));
  }
}

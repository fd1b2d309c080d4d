package org.bis5k.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules on packages, checked on every module. */
class ArchitectureTest {

  private static final String ROOT = "org.bis5k";
  private static final int MOST_FILES = 40;
  private static final ArchitectureRules RULES = new ArchitectureRules(ROOT);

  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludePackageInfos())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .withImportOption(location -> !location.contains("/jmh_generated/"))
            .importPackages(ROOT);
  }

  static PackageTable table() throws IOException {
    return PackageTable.read(Path.of("../docs/architecture.md"));
  }

  static Stream<ArchRule> rules() throws IOException {
    return Stream.of(
        RULES.directions(table()),
        RULES.examplesUseTheApi(table()),
        RULES.noCycles(),
        RULES.noTensorsInDataAndMetrics(),
        RULES.noPictureLibraryOutsideImage(),
        RULES.nothingDependsOnTheCommand(),
        RULES.theCommandUsesNoExample(),
        RULES.publicClassesAreFinalOrSealed());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(classes);
  }

  @Test
  void everyModuleIsLookedAt() {
    assertThat(packages().keySet())
        .contains("data", "metrics", "model", "train.run", "bench", "cli", "examples");
  }

  @Test
  void theTableNamesEveryPackageAndWhatItUses() throws IOException {
    PackageTable table = table();
    Map<String, Set<JavaClass>> packages = packages();
    assertThat(table.rows().keySet()).containsExactlyInAnyOrderElementsOf(packages.keySet());
    packages.forEach(
        (name, types) -> {
          PackageTable.Row row = table.rows().get(name);
          Set<String> used = used(name, types);
          if (row.usesApi()) {
            used.removeAll(table.api());
          }
          assertThat(used).as("what %s uses", name).isEqualTo(row.uses());
        });
  }

  private static Set<String> used(String name, Set<JavaClass> types) {
    Set<String> used = new TreeSet<>();
    for (JavaClass type : types) {
      type.getDirectDependenciesFromSelf()
          .forEach(use -> used.add(RULES.relative(use.getTargetClass().getBaseComponentType())));
    }
    used.remove(name);
    used.remove("");
    return used;
  }

  @Test
  void aPackageHasFewFiles() {
    packages()
        .forEach(
            (name, types) -> {
              long files = types.stream().filter(type -> type.isTopLevelClass()).count();
              assertThat(files).as("files of %s", name).isLessThanOrEqualTo(MOST_FILES);
            });
  }

  private static Map<String, Set<JavaClass>> packages() {
    return classes.stream().collect(groupingBy(RULES::relative, mapping(type -> type, toSet())));
  }
}

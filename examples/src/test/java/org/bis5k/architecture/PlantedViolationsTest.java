package org.bis5k.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bis5k.architecture.planted.cli.Command;
import org.bis5k.architecture.planted.data.Samples;
import org.bis5k.architecture.planted.data.image.Decoder;
import org.bis5k.architecture.planted.examples.Example;
import org.bis5k.architecture.planted.metrics.Chart;
import org.bis5k.architecture.planted.train.run.LossCurve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds the violation that is planted for it, and no other class. */
class PlantedViolationsTest {

  private static final ArchitectureRules RULES =
      new ArchitectureRules("org.bis5k.architecture.planted");

  /** Samples may not use image; examples may use the command, which is not of the API. */
  private static final PackageTable TABLE =
      new PackageTable(
          Map.of(
              "data", new PackageTable.Row(true, Set.of(), false),
              "data.image", new PackageTable.Row(true, Set.of("data"), false),
              "metrics", new PackageTable.Row(true, Set.of("cli"), false),
              "cli", new PackageTable.Row(false, Set.of("examples"), true),
              "examples", new PackageTable.Row(false, Set.of("cli"), true)));

  private static final JavaClasses PLANTED =
      new ClassFileImporter()
          .importClasses(
              Samples.class,
              Decoder.class,
              Chart.class,
              Command.class,
              Example.class,
              LossCurve.class);

  static Stream<Arguments> rules() {
    return Stream.of(
        arguments(RULES.directions(TABLE), Set.of(Samples.class)),
        arguments(RULES.examplesUseTheApi(TABLE), Set.of(Example.class)),
        arguments(
            RULES.noCycles(), Set.of(Samples.class, Decoder.class, Command.class, Example.class)),
        arguments(RULES.noTensorsInDataAndMetrics(), Set.of(Samples.class)),
        arguments(RULES.noPictureLibraryOutsideImage(), Set.of(Chart.class)),
        arguments(RULES.nothingDependsOnTheCommand(), Set.of(Chart.class, Example.class)),
        arguments(RULES.theCommandUsesNoExample(), Set.of(Command.class)),
        arguments(RULES.publicClassesAreFinalOrSealed(), Set.of(Chart.class)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isFound(ArchRule rule, Set<Class<?>> violators) {
    assertThatThrownBy(() -> rule.check(PLANTED))
        .isInstanceOf(AssertionError.class)
        .satisfies(
            failure ->
                assertThat(
                        PLANTED.stream()
                            .filter(type -> mentions(failure.getMessage(), type.getName()))
                            .<Class<?>>map(type -> type.reflect()))
                    .containsExactlyInAnyOrderElementsOf(violators));
  }

  /** Whether a violation starts from a class: its field, or the class itself. */
  private static boolean mentions(String message, String type) {
    return message.contains("Field <" + type + ".") || message.contains("Class <" + type + ">");
  }

  @Test
  void aPackageOutsideTheTableMayUseNothing() {
    ArchRule rule = RULES.directions(new PackageTable(Map.of()));
    assertThatThrownBy(() -> rule.check(PLANTED))
        .hasMessageContaining("Field <" + Decoder.class.getName() + ".samples>");
    JavaClasses alone = new ClassFileImporter().importClasses(LossCurve.class);
    assertThatCode(() -> rule.check(alone)).doesNotThrowAnyException();
  }

  @Test
  void readsTheTable(@TempDir Path folder) throws Exception {
    Path page =
        Files.writeString(
            folder.resolve("page.md"),
            """
            | package | holds | for | uses |
            | --- | --- | --- | --- |
            | `data` | `Size` and so on | programs | – |
            | `data.image` | files | internal | `data` |
            | `cli` | commands | internal | API, `cli.demo` |
            """);
    PackageTable table = PackageTable.read(page);
    assertThat(table.rows().keySet()).containsExactly("data", "data.image", "cli");
    assertThat(table.api()).containsExactly("data");
    assertThat(table.allowed("data")).isEmpty();
    assertThat(table.allowed("data.image")).containsExactly("data");
    assertThat(table.allowed("cli")).containsExactlyInAnyOrder("data", "cli.demo");
    assertThat(table.allowed("elsewhere")).isEmpty();
  }
}

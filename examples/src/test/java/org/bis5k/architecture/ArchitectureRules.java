package org.bis5k.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/**
 * The rules on packages.
 *
 * @param root the package that holds all others: the project's own, or a small world of violations
 */
record ArchitectureRules(String root) {

  static final String[] TENSOR_LIBRARIES = {
    "org.nd4j..", "org.deeplearning4j..", "org.bytedeco..", "ai.onnxruntime..", "ai.onnx..",
  };
  static final String[] PICTURE_LIBRARIES = {
    "java.awt..", "javax.imageio..", "javax.swing..", "com.twelvemonkeys..",
  };

  /** XChart, which draws the loss curve, takes its colours and strokes as AWT's. */
  static final String LOSS_CURVE = "train.run.LossCurve";

  /** A package uses those packages only that its row of the table names. */
  ArchRule directions(PackageTable table) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(
            dependOnly(
                "depend on the packages that docs/architecture.md names for theirs",
                (from, to) -> table.allowed(from).contains(to)));
  }

  /** Programs that follow the examples need nothing internal. */
  ArchRule examplesUseTheApi(PackageTable table) {
    Set<String> api = table.api();
    return classes()
        .that()
        .resideInAPackage(root + ".examples..")
        .should(
            dependOnly("depend on the packages of the API alone", (from, to) -> api.contains(to)));
  }

  ArchRule noCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  ArchRule noTensorsInDataAndMetrics() {
    return noClasses()
        .that()
        .resideInAnyPackage(root + ".data..", root + ".metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(TENSOR_LIBRARIES)
        .because("reading data and scoring predictions need no native code");
  }

  /** Except for benchmarks, which measure the JDK's decoders as peers, and the loss curve. */
  ArchRule noPictureLibraryOutsideImage() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".data.image..", root + ".bench..")
        .and()
        .doNotHaveFullyQualifiedName(root + "." + LOSS_CURVE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PICTURE_LIBRARIES)
        .because("files are decoded in one place, whose limits hold for all of them");
  }

  ArchRule nothingDependsOnTheCommand() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(root + ".cli..", "picocli..");
  }

  ArchRule theCommandUsesNoExample() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".examples..");
  }

  /** Records and enums are final by themselves. JMH extends the classes of benchmarks. */
  ArchRule publicClassesAreFinalOrSealed() {
    return classes()
        .that()
        .arePublic()
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .resideOutsideOfPackage(root + ".bench..")
        .should()
        .haveModifier(JavaModifier.FINAL)
        .orShould(beSealed());
  }

  private static ArchCondition<JavaClass> beSealed() {
    return ArchCondition.from(
        DescribedPredicate.describe("be sealed", type -> type.reflect().isSealed()));
  }

  private interface Allowed {
    boolean allows(String from, String to);
  }

  private ArchCondition<JavaClass> dependOnly(String description, Allowed allowed) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          String from = relative(type.getPackageName());
          String to = relative(dependency.getTargetClass().getBaseComponentType());
          if (!to.isEmpty() && !to.equals(from) && !allowed.allows(from, to)) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  /** The package of a class below the root; empty if it lies elsewhere. */
  String relative(JavaClass type) {
    return relative(type.getPackageName());
  }

  private String relative(String name) {
    return name.startsWith(root + ".") ? name.substring(root.length() + 1) : "";
  }
}

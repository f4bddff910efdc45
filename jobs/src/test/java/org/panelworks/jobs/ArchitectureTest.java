package org.panelworks.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.SparkSession;
import org.panelworks.jobs.runtime.Job;

/** The rules about who may know whom, in both modules. */
@AnalyzeClasses(packages = "org.panelworks", importOptions = ArchitectureTest.OnlyWhatShips.class)
final class ArchitectureTest {
  /** Leaves out test classes, also those that another module packages in a jar. */
  static final class OnlyWhatShips implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }

  private static final String JOBS = "org.panelworks.jobs";
  private static final List<String> SHARED = List.of("runtime", "panel", "moments");

  private static final DescribedPredicate<JavaClass> IN_COMMON =
      DescribedPredicate.describe(
          "classes of common",
          type -> type.getPackageName().startsWith("org.panelworks") && !isIn(type, JOBS));

  private static boolean isIn(JavaClass type, String folder) {
    return type.getPackageName().equals(folder) || type.getPackageName().startsWith(folder + ".");
  }

  @ArchTest
  static final ArchRule COMMON_KNOWS_ONLY_JAVA_AND_MATHEMATICS =
      classes()
          .that(IN_COMMON)
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.describe(
                  "are of common, Java or a mathematics library",
                  type ->
                      IN_COMMON.test(type)
                          || type.getPackageName().isEmpty()
                          || isIn(type, "java")
                          || isIn(type, "org.ejml")
                          || isIn(type, "org.hipparchus")
                          || isIn(type, "org.apache.commons.statistics")
                          || isIn(type, "org.apache.commons.numbers")
                          || isIn(type, "org.apache.commons.rng")
                          || isIn(type, "org.jspecify.annotations")));

  @ArchTest
  static final ArchRule COMMON_HAS_NO_CLOCK_LOGGER_ENVIRONMENT_OR_GLOBAL_RANDOMNESS =
      noClasses()
          .that(IN_COMMON)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class, String.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.time..", "java.util.logging..", "java.nio.file..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom");

  @ArchTest
  static final ArchRule RUNTIME_KNOWS_NO_JOB_AND_NO_PANEL =
      noClasses()
          .that()
          .resideInAPackage(JOBS + ".runtime..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are of jobs beyond runtime",
                  type -> isIn(type, JOBS) && !isIn(type, JOBS + ".runtime")));

  @ArchTest
  static final ArchRule A_JOB_SEES_NO_OTHER_JOB =
      slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                  if (!type.getPackageName().startsWith(JOBS + ".")) {
                    return SliceIdentifier.ignore();
                  }
                  String job = type.getPackageName().substring(JOBS.length() + 1);
                  String first = job.replaceFirst("\\..*", "");
                  return SHARED.contains(first)
                      ? SliceIdentifier.ignore()
                      : SliceIdentifier.of(first);
                }

                @Override
                public String getDescription() {
                  return "one slice per job";
                }
              })
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_ALL_JOBS =
      noClasses()
          .that()
          .resideInAPackage(JOBS + ".(*)..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JOBS);

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.panelworks.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_RUNTIME_HOLDS_HOCON =
      noClasses()
          .that()
          .resideOutsideOfPackage(JOBS + ".runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.typesafe.config..");

  @ArchTest
  static final ArchRule ONLY_RUNTIME_WRITES_DATA =
      noClasses()
          .that()
          .resideOutsideOfPackage(JOBS + ".runtime..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(DataFrameWriter.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.FileOutputStream")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.FileWriter")
          .orShould()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "write or delete files",
                  call ->
                      call.getTargetOwner().getName().equals("java.nio.file.Files")
                          && call.getName()
                              .matches("(write|delete|create|move|copy|newOutput|newBuffered).*")));

  @ArchTest
  static final ArchRule ONLY_RUNTIME_BUILDS_A_SESSION =
      noClasses()
          .that()
          .resideOutsideOfPackage(JOBS + ".runtime..")
          .should()
          .callMethod(SparkSession.class, "builder")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.SparkConf");

  @ArchTest
  static final ArchRule ONLY_RUNTIME_ENDS_THE_JVM =
      noClasses()
          .that()
          .resideOutsideOfPackage(JOBS + ".runtime..")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule JOBS_ARE_FINAL_AND_NAMED_SO =
      classes()
          .that()
          .implement(Job.class)
          .should()
          .haveSimpleNameEndingWith("Job")
          .andShould()
          .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);

  @ArchTest
  static final ArchRule NO_CLASS_IS_NAMED_FOR_NOTHING =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?");

  @ArchTest
  static final ArchRule STATE_IS_NOT_PUBLIC =
      fields()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .areNotEnums()
          .should()
          .beFinal()
          .allowEmptyShould(true);
}

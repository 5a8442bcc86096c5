package io.campaignpulse;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Who may import whom, and what no production class may do. */
@AnalyzeClasses(packages = "io.campaignpulse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.campaignpulse";

  /** Packages that may know Flink, Kafka or Avro. Everything else is plain Java. */
  private static final String[] SHELL = {
    "..operator..",
    "..source..",
    "..sink..",
    "..wire..",
    "..pipeline..",
    "..job..",
    "..config..",
    "..local..",
    "..avro..",
    "..server..",
    "..notifier..",
    "..simulation..",
    "..bench..",
    "..reprocess..",
    "..load..",
    "..lockstep..",
    "..budget.runner.."
  };

  /** Capabilities in the order in which data passes them. */
  private static final List<String> WAY =
      List.of(
          "event",
          "ingest",
          "channel",
          "identity",
          "journey",
          "attribution",
          "spend",
          "metric",
          "customer",
          "plan",
          "lag",
          "evidence",
          "alert",
          "budget");

  @ArchTest
  static final ArchRule capabilities_are_plain_java =
      noClasses()
          .that()
          .resideOutsideOfPackages(SHELL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..", "org.apache.kafka..", "org.apache.avro..", ROOT + ".avro..");

  @ArchTest
  static void capabilities_look_upstream_only(JavaClasses production) {
    for (int i = 0; i < WAY.size() - 1; i++) {
      String[] downstream =
          WAY.subList(i + 1, WAY.size()).stream()
              .map(c -> ROOT + "." + c + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + WAY.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(downstream)
          .allowEmptyShould(true)
          .check(production);
    }
  }

  @ArchTest
  static final ArchRule there_are_no_cycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule parts_of_alerting_have_no_cycles =
      slices().matching(ROOT + ".alert.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule operators_know_only_their_own_capability =
      slices().matching(ROOT + ".(*).operator..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule wire_types_stay_at_the_border =
      classes()
          .that()
          .resideInAPackage("..avro..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage(
              "..avro..",
              "..source..",
              "..sink..",
              "..simulation..",
              "..server..",
              "..notifier..",
              "..bench..");

  @ArchTest
  static final ArchRule pipelines_take_and_return_streams =
      noClasses()
          .that()
          .resideInAPackage("..pipeline..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink.connector..",
              "org.apache.kafka..",
              "..source..",
              "..sink..",
              "..config..",
              "..job..");

  @ArchTest
  static final ArchRule jobs_only_wire =
      noClasses()
          .that()
          .resideInAPackage("..job..")
          .should()
          .implement("org.apache.flink.api.common.functions.Function");

  @ArchTest
  static final ArchRule nobody_imports_the_local_runner =
      noClasses()
          .that()
          .resideOutsideOfPackages("..local..", "..bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..local..");

  @ArchTest
  static final ArchRule runtime_settings_live_in_flink_conf =
      noClasses()
          .that()
          .resideOutsideOfPackage("..local..")
          .should()
          .callMethodWhere(describe("sets what flink-conf sets", ArchitectureTest::setsRuntime));

  private static boolean setsRuntime(JavaMethodCall call) {
    return call.getTargetOwner()
            .getName()
            .equals("org.apache.flink.streaming.api.environment.StreamExecutionEnvironment")
        && List.of(
                "enableCheckpointing",
                "getCheckpointConfig",
                "setParallelism",
                "setMaxParallelism",
                "setBufferTimeout",
                "configure",
                "createLocalEnvironment",
                "createLocalEnvironmentWithWebUI")
            .contains(call.getName());
  }

  @ArchTest
  static final ArchRule only_config_reads_the_environment =
      noClasses()
          .that()
          .resideOutsideOfPackages("..config..", "..local..")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("ParameterTool");

  @ArchTest
  static final ArchRule time_and_chance_are_passed_in =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..job..",
              "..local..",
              "..server..",
              "..notifier..",
              "..budget.runner..",
              "..load..",
              "..bench..")
          .should()
          .callMethod("java.time.Instant", "now")
          .orShould()
          .callMethod("java.time.Clock", "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callConstructor(SplittableRandom.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocalRandom.class);

  @ArchTest
  static final ArchRule operators_are_final =
      classes()
          .that()
          .resideInAPackage("..operator..")
          .and()
          .areTopLevelClasses()
          .and()
          .doNotHaveSimpleName("package-info")
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .should()
          .haveModifier(JavaModifier.FINAL);

  @ArchTest
  static final ArchRule state_handles_are_private_and_transient =
      fields()
          .that()
          .haveRawType(
              describe(
                  "keyed state",
                  (JavaClass c) -> c.isAssignableTo("org.apache.flink.api.common.state.State")))
          .should()
          .bePrivate()
          .andShould()
          .haveModifier(JavaModifier.TRANSIENT);

  @ArchTest
  static final ArchRule statics_are_final =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("..avro..")
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule events_are_values =
      classes()
          .that()
          .resideInAPackage("..event..")
          // A compiler makes one of a switch.
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .beRecords()
          .orShould()
          .beEnums()
          .orShould()
          .beInterfaces();

  @ArchTest
  static final ArchRule logging_goes_through_slf4j = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}

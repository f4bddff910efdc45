package org.panelworks.jobs.qca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.qca.Expectation;
import org.panelworks.qca.HalfMembership;
import org.panelworks.qca.SolutionKind;

final class FsqcaSettingsTest {
  private static final String SETS =
      """
      case = province, outcome = Y, conditions = [A, B]
      calibrate {
        A = { method = direct, anchors = [1, 2, 3] }
        B = { method = steps, cuts = [2, 5], memberships = [0, 0.5, 1] }
        Y = { from = growth, method = percentile }
        L = { from = growth, method = percentile, anchors = [0.95, 0.5, 0.05] }
      }
      """;

  @TempDir Path folder;

  private SettingsReader reader(String section) {
    try {
      Path study = folder.resolve("study.conf");
      Files.writeString(study, "fsqca {\n" + section + "\n}\n");
      return SettingsReader.of(study, Map.of()).section("fsqca");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FsqcaSettings settings(String section) {
    SettingsReader reader = reader(section);
    Optional<FsqcaSettings> settings = FsqcaSettingsReader.read(reader);
    reader.root().finish();
    return settings.orElseThrow();
  }

  private String refusal(String section) {
    SettingsReader reader = reader(section);
    new FsqcaJob().plan(reader);
    try {
      reader.root().finish();
      return "";
    } catch (SettingsException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void whatIsLeftOutHasTheDefaultsOfTheManual() {
    FsqcaSettings settings = settings(SETS);
    AnalysisSettings own = settings.analyses().get(0);

    assertThat(settings.caseColumn()).isEqualTo("province");
    assertThat(settings.time()).isEmpty();
    assertThat(settings.halfMembership()).isEqualTo(HalfMembership.WARN);
    assertThat(settings.necessaryAsCore()).isFalse();
    assertThat(settings.robustness().orElseThrow().asked()).isFalse();
    assertThat(settings.agreement()).isEmpty();
    assertThat(settings.decimals()).isEqualTo(3);
    assertThat(settings.necessity().cutoff()).isEqualTo(0.9);
    assertThat(own.label()).isEqualTo("Y");
    assertThat(own.options().truthTable().consistencyCutoff()).isEqualTo(0.8);
    assertThat(own.options().truthTable().priCutoff()).isEqualTo(0.7);
    assertThat(own.options().truthTable().frequencyCutoff()).isEqualTo(1);
    assertThat(own.options().limits().models()).isEqualTo(10_000);
    assertThat(settings.sets().columns(List.of("A", "B", "Y"))).containsExactly("A", "B", "growth");
  }

  @Test
  void everySettingIsRead() {
    FsqcaSettings settings =
        settings(
            SETS
                + """
                time = year, negate-outcome = true, half-membership = nudge
                consistency-cutoff = 0.85, pri-cutoff = 0.6, frequency-cutoff = 2
                necessity-cutoff = 0.95, necessary-as-core = true, exclude-rows = [2, 4]
                expectations { A = present, B = absent }
                suin { size = 2, ron-cutoff = 0.6 }
                further = [ { name = plain, negate-outcome = false }, { name = low, outcome = L } ]
                robustness { solution = complex, consistency-cutoffs = [0.9], pri-cutoffs = [0.4]
                  frequency-cutoffs = [3], both-outcomes = false, leave-one-out = false
                  anchors = [ { name = wide, sets { A = [0, 2, 4] } } ] }
                agreement { first = [a1, b1], second = [a2, b2] }
                max-models = 50, max-steps = 1000, labels { A = "Alpha" }, decimals = 2
                """);
    AnalysisSettings own = settings.analyses().get(0);
    RobustnessSettings robustness = settings.robustness().orElseThrow();

    assertThat(settings.time()).contains("year");
    assertThat(settings.halfMembership()).isEqualTo(HalfMembership.NUDGE);
    assertThat(settings.necessaryAsCore()).isTrue();
    assertThat(settings.necessity().cutoff()).isEqualTo(0.95);
    assertThat(settings.necessity().unionRon()).isEqualTo(0.6);
    assertThat(settings.label("A")).isEqualTo("Alpha");
    assertThat(settings.decimals()).isEqualTo(2);
    assertThat(own.label()).isEqualTo("~Y");
    assertThat(own.options().truthTable().excludedRows()).containsExactlyInAnyOrder(2, 4);
    assertThat(own.options().expectations())
        .containsEntry("A", Expectation.present())
        .containsEntry("B", Expectation.absent());
    assertThat(own.options().limits().models()).isEqualTo(50);
    assertThat(own.options().limits().steps()).isEqualTo(1000);
    assertThat(settings.analyses().get(1).options().expectations())
        .containsEntry("A", Expectation.absent())
        .containsEntry("B", Expectation.present());
    assertThat(settings.analyses().get(2).result("solutions")).isEqualTo("fsqca-solutions-low");
    assertThat(robustness.solution()).isEqualTo(SolutionKind.COMPLEX);
    assertThat(robustness.consistencyCutoffs()).containsExactly(0.9);
    assertThat(robustness.priCutoffs()).containsExactly(0.4);
    assertThat(robustness.frequencyCutoffs()).containsExactly(3);
    assertThat(robustness.anchors().get(0).sets()).containsEntry("A", List.of(0.0, 2.0, 4.0));
    assertThat(robustness.bothOutcomes()).isFalse();
    assertThat(robustness.leaveOneOut()).isEqualTo(LeaveOneOut.NEVER);
    assertThat(settings.agreement().orElseThrow().second()).containsExactly("a2", "b2");
  }

  /** Anchors 1, 2, 3 move by 0.1; cuts 2, 5 by 0.3; percentiles 0.05, 0.5, 0.95 by 0.045. */
  @Test
  void robustnessComparesTheUsualVariantsUnlessTheStudySaysOtherwise() {
    for (String section : List.of("", "robustness {}")) {
      RobustnessSettings robustness = settings(SETS + section).robustness().orElseThrow();

      assertThat(robustness.asked()).isEqualTo(!section.isEmpty());
      assertThat(robustness.solution()).isEqualTo(SolutionKind.INTERMEDIATE);
      assertThat(robustness.consistencyCutoffs()).containsExactly(0.75, 0.8, 0.83, 0.85);
      assertThat(robustness.frequencyCutoffs()).containsExactly(1, 2);
      assertThat(robustness.priCutoffs()).containsExactly(0.5, 0.6, 0.7);
      assertThat(robustness.bothOutcomes()).isTrue();
      assertThat(robustness.leaveOneOut()).isEqualTo(LeaveOneOut.IF_FEW);
      assertThat(robustness.anchors().stream().map(RobustnessSettings.Shift::name))
          .containsExactly("Y +10 %", "Y -10 %", "A +10 %", "A -10 %", "B +10 %", "B -10 %");
      moved(robustness.anchors().get(0), "Y", 0.095, 0.545, 0.995);
      moved(robustness.anchors().get(2), "A", 1.1, 2.1, 3.1);
      moved(robustness.anchors().get(3), "A", 0.9, 1.9, 2.9);
      moved(robustness.anchors().get(5), "B", 1.7, 4.7);
    }
    assertThat(settings(SETS + "robustness { anchors = [] }").robustness().orElseThrow().anchors())
        .isEmpty();
    assertThat(settings(SETS + "robustness = none").robustness()).isEmpty();
  }

  private static void moved(RobustnessSettings.Shift shift, String set, double... expected) {
    assertThat(shift.sets()).containsOnlyKeys(set);
    List<Double> values = shift.sets().getOrDefault(set, List.of());
    assertThat(values).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(values.get(i)).isCloseTo(expected[i], within(1e-12));
    }
  }

  @Test
  void anAnalysisOfAnotherOutcomeTakesOverCutOffsOnly() {
    List<AnalysisSettings> analyses =
        settings(
                SETS
                    + """
                    negate-outcome = true, consistency-cutoff = 0.85, exclude-rows = [2]
                    expectations { A = present }
                    further = [ { name = same }, { name = low, outcome = L } ]
                    """)
            .analyses();

    assertThat(analyses.get(1).label()).isEqualTo("~Y");
    assertThat(analyses.get(1).options().expectations()).containsOnlyKeys("A");
    assertThat(analyses.get(1).options().truthTable().excludedRows()).containsExactly(2);
    assertThat(analyses.get(2).label()).isEqualTo("L");
    assertThat(analyses.get(2).options().expectations()).isEmpty();
    assertThat(analyses.get(2).options().truthTable().excludedRows()).isEmpty();
    assertThat(analyses.get(2).options().truthTable().consistencyCutoff()).isEqualTo(0.85);
  }

  @Test
  void whatIsRequiredAndMissingIsNamedInOneMessage() {
    assertThat(refusal("consistency-cutoff = 0.8"))
        .contains(
            "fsqca.case: is required",
            "fsqca.conditions: is required",
            "fsqca.outcome: is required",
            "fsqca.calibrate: is required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "consistency-cutof = 0.8 | fsqca.consistency-cutof | `consistency-cutoff`",
        "expectation { A = present } | fsqca.expectation | `expectations`",
        "robustness { consistency-cutoff = [0.8] } | fsqca.robustness | `consistency-cutoffs`",
        "robustness { leave-one-ou = true } | fsqca.robustness | `leave-one-out`",
        "suin { sizes = 3 } | fsqca.suin.sizes | `size`",
        "agreement { first = [a], second = [b], third = [c] } | fsqca.agreement.third | unknown",
        "further = [ { name = x, outcom = L } ] | outcom | `outcome`",
        "calibrate.A.log-odd = r | fsqca.calibrate.A.log-odd | `log-odds`",
        "calibrate.B.cut = [1] | fsqca.calibrate.B.cut | `cuts`",
      })
  void anUnknownKeyIsNamedWithTheNearest(String setting, String key, String nearest) {
    assertThat(refusal(SETS + setting)).contains(key, nearest, "study.conf:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "consistency-cutoff = high | consistency-cutoff: must be a finite number, got",
        "consistency-cutoff = 80 | consistency-cutoff must lie in [0, 1], got 80.0",
        "pri-cutoff = -0.1 | pri-cutoff must lie in [0, 1], got -0.1",
        "necessity-cutoff = 1.5 | necessity-cutoff",
        "frequency-cutoff = 1.5 | frequency-cutoff: must be a whole number, got",
        "frequency-cutoff = 0 | frequency-cutoff must be at least 1, got 0",
        "half-membership = ignore | must be one of warn, refuse, nudge, got",
        "negate-outcome = maybe | must be true or false, got",
        "exclude-rows = [1.5] | must be row numbers, got 1.5",
        "exclude-rows = [5] | exclude-rows must lie in 1 to 4, got 5",
        "expectations { A = high } | must be present, absent, any or a list of levels, got `high`",
        "expectations { A = [7] } | A",
        "expectations = present | must be a section",
        "max-models = 0 | max-models must be at least 1, got 0",
        "max-steps = 0 | max-steps must be at least 1, got 0",
        "decimals = 20 | decimals must lie in 0 to 15, got 20",
        "conditions = [A, A] | conditions must differ, got A",
        "conditions = [A, Y] | the outcome must be no condition, got `Y`",
        "calibrate.A.method = guess | must be one of direct, linear, percentile",
        "calibrate.A.anchors = [1, 2] | anchors must be three",
        "calibrate.A.anchors = [1, a, 3] | must be a list of finite numbers, got",
        "calibrate.A.log-odds = s | must be one of ragin, r, got",
        "calibrate.B.memberships = [0, 1] | memberships must be 3",
        "calibrate.B.cuts = [5, 2] | cuts must be finite and rise strictly, got [5.0, 2.0]",
        "calibrate.Y.anchors = [0.05, 0.5, 1.5] | must lie in [0, 1], got 1.5",
        "calibrate.Y.quantile = type9 | quantile",
        "calibrate.M = { method = mean, of = [A, C] } | set C must be calibrated",
        "robustness { consistency-cutoffs = [1.2] } | must lie in [0, 1], got 1.2",
        "suin { size = 9 } | suin.size must lie in 1 to 4, got 9",
        "suin { ron-cutoff = 2 } | suin.ron-cutoff must lie in [0, 1], got 2.0",
        "robustness = all | must be none or a section { … }, got `all`",
        "calibrate.B.crossover = [2] | crossover must be a cut between",
        "robustness { frequency-cutoffs = [0] } | must be whole numbers from 1 up, got 0",
        "robustness { solution = best } | must be one of complex, parsimonious, intermediate",
        "robustness { anchors = [ { name = n, sets { Q = [1, 2, 3] } } ] } | set Q",
        "robustness { anchors = [ { name = n, sets { A = [1, 2] } } ] } | must be 3, got [1.0,"
            + " 2.0]",
        "agreement { first = [a], second = [] } | as many columns each, got 1 and 0",
        "further = [ { outcome = L } ] | name: is required",
        "further = [ { name = x }, { name = x } ] | must differ from that of every other analysis",
        "further = [ { name = \"a/b\" } ] | must consist of letters",
        "further = [ { name = x, outcome = Q } ] | set Q must be calibrated",
      })
  void aWrongSettingIsRefused(String setting, String words) {
    assertThat(refusal(SETS + setting)).contains(words, "study.conf:");
  }

  @Test
  void aMultiValueOutcomeIsRefused() {
    assertThat(refusal(SETS + "calibrate.Y = { method = multi-value, thresholds = [1, 2] }"))
        .contains("the outcome must be a set of memberships, but `Y` is multi-value");
  }
}

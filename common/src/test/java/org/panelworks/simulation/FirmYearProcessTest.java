package org.panelworks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.panelworks.SettingsException;
import org.panelworks.regression.Dimension;
import org.panelworks.regression.Formula;
import org.panelworks.regression.ModelSpec;
import org.panelworks.regression.PanelRegression;
import org.panelworks.regression.RegressionResult;
import org.panelworks.regression.Vcov;

class FirmYearProcessTest {
  private static final String REGRESSORS =
      "roe ~ dt + lev + lnasset + cash + age + soe + opinion + board";

  /** The options of {@code conf/digital-transformation.conf}. */
  private static final FirmYearOptions SHIPPED =
      FirmYearOptions.digitalTransformation(1, 3100, 24738);

  private static final FirmYearOptions SMALL = FirmYearOptions.digitalTransformation(11, 150, 1200);

  private static FirmYearOptions sized(int firms, int rows, int firstYear, int lastYear) {
    return new FirmYearOptions(
        5,
        firms,
        rows,
        firstYear,
        lastYear,
        SMALL.coefficients(),
        SMALL.effects(),
        SMALL.noise(),
        SMALL.screened());
  }

  private static List<RegressionResult> fit(FirmYearOptions options, String... formulas) {
    List<ModelSpec> models = new ArrayList<>();
    for (String formula : formulas) {
      models.add(
          ModelSpec.of(
              formula,
              Formula.parse(formula),
              new Vcov.Cluster(List.of(new Dimension(List.of("stkcd"))))));
    }
    return PanelRegression.of(PanelRegression.Options.defaults())
        .fit(StudySample.of(FirmYearProcess.of(options)).blocks(), models)
        .models();
  }

  private static long count(FirmYearOptions options, Predicate<FirmHistory> firms) {
    return FirmYearProcess.of(options).firms().stream().filter(firms).count();
  }

  @Test
  void exactlyTheDeclaredFirmsAndRowsRemainAfterTheScreens() {
    StudySample sample = StudySample.of(FirmYearProcess.of(SHIPPED));

    assertThat(sample.rows()).hasSize(24738);
    assertThat(sample.byFirm()).hasSize(3100);
    assertThat(sample.byFirm().values()).allMatch(rows -> rows.size() >= 2);
  }

  @Test
  void theDeclaredRowsRemainWhereTheyAreAsFewOrAsManyAsCanBe() {
    for (int rows : new int[] {120, 121, 300, 479, 480}) {
      StudySample sample = StudySample.of(FirmYearProcess.of(sized(60, rows, 2015, 2022)));

      assertThat(sample.rows()).as("rows").hasSize(rows);
      assertThat(sample.byFirm()).as("firms with %d rows", rows).hasSize(60);
    }
  }

  @Test
  void eachScreenTakesOutItsShare() {
    FirmYearProcess process = FirmYearProcess.of(SHIPPED);
    long st = 0;
    long incomplete = 0;
    for (FirmHistory firm : process.firms()) {
      FirmYears years = process.draw(firm);
      for (int row = 0; row < years.years(); row++) {
        int at = row;
        boolean missing =
            FirmYears.MEASURES.stream().anyMatch(name -> Double.isNaN(years.value(name, at)));
        st += years.isSt(row) ? 1 : 0;
        incomplete += missing ? 1 : 0;
      }
    }

    assertThat(st / 24738.0).isCloseTo(0.05, within(0.01));
    assertThat(incomplete / 24738.0).isCloseTo(0.07, within(0.01));
    assertThat(count(SHIPPED, firm -> firm.industry().startsWith("J"))).isEqualTo(93);
    assertThat(count(SHIPPED, FirmHistory::delisted)).isEqualTo(93);
    assertThat(count(SHIPPED, firm -> firm.listYear() >= 2022)).isEqualTo(186);
  }

  @Test
  void codesAreSixDigitsDistinctAndAscendSomeWithLeadingZeros() {
    List<String> codes =
        FirmYearProcess.of(SHIPPED).firms().stream().map(FirmHistory::code).toList();

    assertThat(codes).allMatch(code -> code.matches("[0-9]{6}")).isSorted().doesNotHaveDuplicates();
    assertThat(codes).first().isEqualTo("000001");
    assertThat(count(sized(20_000, 100_000, 2012, 2023), firm -> firm.code().length() != 6))
        .isZero();
  }

  @Test
  void stateOwnershipChangesWithinSomeFirms() {
    long switching =
        StudySample.of(FirmYearProcess.of(SHIPPED)).byFirm().values().stream()
            .filter(rows -> rows.stream().map(row -> row.cell("soe")).distinct().count() == 2)
            .count();

    assertThat(switching / 3100.0).isBetween(0.05, 0.13);
  }

  /** Without effects and disturbance the regression is exact. */
  @Test
  void withoutNoiseTheCoefficientsAreTheTruths() {
    FirmYearOptions bare =
        new FirmYearOptions(
            3,
            80,
            500,
            2012,
            2023,
            SMALL.coefficients(),
            new FirmYearOptions.Effects(0, 0, 0),
            new FirmYearOptions.Noise(0, 0, 0.02, 0),
            SMALL.screened());
    Map<String, Double> truths = bare.coefficients().byTerm();

    for (RegressionResult model :
        fit(bare, REGRESSORS + " | stkcd + year", REGRESSORS + " | industry + year")) {
      assertThat(model.coefficients())
          .allSatisfy(
              term ->
                  assertThat(term.estimate())
                      .as(term.term())
                      .isCloseTo(truths.getOrDefault(term.term(), Double.NaN), within(1e-9)));
    }
  }

  @Test
  void ageIsDroppedByNameWithFirmAndYearAndEstimatedWithIndustryAndYear() {
    List<RegressionResult> models =
        fit(SMALL, REGRESSORS + " | stkcd + year", REGRESSORS + " | industry + year");

    assertThat(models.get(0).dropped().collinear())
        .singleElement()
        .satisfies(
            dropped -> {
              assertThat(dropped.term()).isEqualTo("age");
              assertThat(dropped.reason()).contains("absorbed", "stkcd + year");
            });
    assertThat(models.get(1).dropped().collinear()).isEmpty();
  }

  @Test
  void aLagCostsEachFirmAtLeastOneRow() {
    RegressionResult lagged = fit(SHIPPED, "roe ~ l(dt, 1) | stkcd + year").get(0);

    assertThat(lagged.observations()).isLessThanOrEqualTo(24738 - 3100);
  }

  /** For the shipped seed every truth lies in its interval, without winsorizing. */
  @Test
  void theShippedSeedsIntervalsHoldEveryTruth() {
    Map<String, Double> truths = SHIPPED.coefficients().byTerm();
    List<RegressionResult> models =
        fit(SHIPPED, REGRESSORS + " | stkcd + year", REGRESSORS + " | industry + year");

    assertThat(models.get(0).coefficients()).hasSize(7);
    assertThat(models.get(1).coefficients()).hasSize(8);
    for (RegressionResult model : models) {
      assertThat(model.coefficients())
          .allSatisfy(
              term ->
                  assertThat(truths.getOrDefault(term.term(), Double.NaN))
                      .as(term.term())
                      .isBetween(term.confLow(), term.confHigh()));
    }
  }

  @Test
  void aFirmsNumbersDoNotDependOnWhichFirmsAreDrawnBefore() {
    FirmYearProcess process = FirmYearProcess.of(SMALL);
    List<FirmHistory> firms = process.firms();
    FirmHistory last = firms.get(firms.size() - 1);
    double[][] alone = FirmYearProcess.of(SMALL).draw(last).measures();
    firms.forEach(process::draw);

    assertThat(process.draw(last).measures()).isDeepEqualTo(alone);
  }

  /** The panel of a seed is the same on every machine and under every version of Java. */
  @Test
  void theShippedPanelIsAlwaysTheSame() throws Exception {
    FirmYearProcess process = FirmYearProcess.of(SHIPPED);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (FirmHistory firm : process.firms()) {
      digest.update((firm.code() + firm.industry()).getBytes(StandardCharsets.UTF_8));
      for (double[] measure : process.draw(firm).measures()) {
        for (double value : measure) {
          digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        }
      }
    }

    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("a6c8cd0c81935870a6260face855eb6501e5f3df8152fb01baddd6c8307c910b");
  }

  @Test
  void anotherSeedIsAnotherPanel() {
    FirmYearProcess one = FirmYearProcess.of(SMALL);
    FirmYearProcess two = FirmYearProcess.of(FirmYearOptions.digitalTransformation(12, 150, 1200));

    assertThat(one.draw(one.firms().get(0)).measures()[0][0])
        .isNotEqualTo(two.draw(two.firms().get(0)).measures()[0][0]);
  }

  @Test
  void impossibleOptionsAreRefused() {
    assertThatThrownBy(() -> sized(100, 199, 2012, 2023))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("rows")
        .hasMessageContaining("199");
    assertThatThrownBy(() -> sized(100, 1201, 2012, 2023)).hasMessageContaining("1201");
    assertThatThrownBy(() -> sized(1, 2, 2012, 2023)).hasMessageContaining("firms");
    assertThatThrownBy(() -> sized(10, 30, 2012, 2014)).hasMessageContaining("four years");
    assertThatThrownBy(() -> new FirmYearOptions.Effects(Double.NaN, 0, 0))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("effects.firm");
    assertThatThrownBy(() -> new FirmYearOptions.Noise(1, 1, 0, 0))
        .hasMessageContaining("persistence");
    assertThatThrownBy(() -> new FirmYearOptions.Screened(0, 0, 1.1, 0, 0))
        .hasMessageContaining("screened.finance")
        .hasMessageContaining("1.1");
  }
}

package org.panelworks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.panelworks.SettingsException;
import org.panelworks.table.RegressionTableOptions.Below;

final class RegressionTableTest {
  private static List<String> lines(RegressionTableOptions options, List<ModelColumn> models) {
    Table table = RegressionTable.of("t", "", models, options);
    return table.rows().stream()
        .map(row -> String.join("|", row.stream().map(Cell::shown).toList()))
        .toList();
  }

  private static List<String> lines(RegressionTableOptions.Builder options) {
    return lines(options.build(), SampleTables.twoModels());
  }

  private static String note(ModelColumn... models) {
    return String.join(
        "\n",
        RegressionTable.of("t", "", List.of(models), RegressionTableOptions.standard()).notes());
  }

  private static ModelColumn.Builder model(String name) {
    return ModelColumn.builder(name, "y").term("x", 1, 0.5, 2, 0.046);
  }

  @Test
  void twoModelsByHand() {
    Table table = SampleTables.regression();
    assertThat(new MarkdownWriter().write(table))
        .isEqualTo(
            """
            **Baseline**

            |            | roe (1)  |  roe (2)   |
            | :--------- | :------: | :--------: |
            | 数字化转型 | 0.324*** |  1.23e-05  |
            |            | (0.011)  | (4.56e-05) |
            | Leverage   |          | -2.248***  |
            |            |          |  (0.125)   |
            | age        |          | (omitted)  |
            | Constant   | 1.250**  |            |
            |            | (0.500)  |            |
            | stkcd FE   |    No    |    Yes     |
            | year FE    |    No    |    Yes     |
            | N          |  24,738  |   24,727   |
            | R²         |  0.016   |   0.610    |
            | Within R²  |          |   0.015    |

            Notes: Standard errors in parentheses, clustered by stkcd. Small-sample correction: reghdfe. \\* p\\<0.1, \\*\\* p\\<0.05, \\*\\*\\* p\\<0.01. age omitted from column (2): a linear combination of the fixed effects stkcd and year.
            """);
  }

  @Test
  void termsWithOneLabelShareARowUnlessAModelHoldsBoth() {
    ModelColumn cut = model("(1)").omitted("z", "absorbed").build();
    ModelColumn raw =
        ModelColumn.builder("(2)", "y").term("x_raw", 2, 0.5, 4, 0.001).omitted("z", "").build();
    RegressionTableOptions options =
        RegressionTableOptions.builder().labels(Map.of("x", "X", "x_raw", "X")).build();

    assertThat(lines(options, List.of(cut, raw)).subList(0, 3))
        .containsExactly("X|1.000**|2.000***", "|(0.500)|(0.500)", "z|(omitted)|(omitted)");

    ModelColumn both = model("(3)").term("x_raw", 2, 0.5, 4, 0.001).build();
    assertThat(lines(options, List.of(cut, both)).subList(0, 4))
        .containsExactly("X|1.000**|1.000**", "|(0.500)|(0.500)", "X||2.000***", "||(0.500)");
  }

  @Test
  void headsGroupNeighboursWithTheSameOutcome() {
    List<ModelColumn> models =
        List.of(
            ModelColumn.builder("(1)", "roe").build(),
            ModelColumn.builder("(2)", "roe").heading("2SLS").build(),
            ModelColumn.builder("(3)", "q").build());
    Table table = RegressionTable.of("t", "", models, RegressionTableOptions.standard());
    assertThat(table.header().get(0))
        .containsExactly(HeaderCell.of(""), new HeaderCell("roe", 2), HeaderCell.of("q"));
    assertThat(table.header().get(1))
        .extracting(HeaderCell::text)
        .containsExactly("", "", "2SLS", "");
    assertThat(table.header().get(2))
        .extracting(HeaderCell::text)
        .containsExactly("", "(1)", "(2)", "(3)");
  }

  @Test
  void keepDropAndOrderTakeNamesAndPatterns() {
    assertThat(lines(RegressionTableOptions.builder().keep(List.of("lev", "(Int*"))))
        .startsWith(
            "lev||-2.248***", "||(0.125)", "Constant|1.250**|", "|(0.500)|", "stkcd FE|No|Yes");
    assertThat(lines(RegressionTableOptions.builder().drop(List.of("*e*"))))
        .startsWith("dt|0.324***|1.23e-05", "|(0.011)|(4.56e-05)", "stkcd FE|No|Yes");
    assertThat(lines(RegressionTableOptions.builder().order(List.of("(Intercept)", "l*"))))
        .startsWith(
            "Constant|1.250**|",
            "|(0.500)|",
            "lev||-2.248***",
            "||(0.125)",
            "dt|0.324***|1.23e-05");
  }

  @Test
  void aNameThatFitsNoTermIsRefused() {
    assertThatThrownBy(() -> lines(RegressionTableOptions.builder().keep(List.of("levv"))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "keep must name terms of the table's models (dt, (Intercept), lev, age), got levv");
    assertThatThrownBy(() -> lines(RegressionTableOptions.builder().order(List.of("x*"))))
        .hasMessageStartingWith("order must name")
        .hasMessageEndingWith("got x*");
    assertThatThrownBy(
            () -> lines(RegressionTableOptions.builder().controls("Controls", List.of("size"))))
        .hasMessageStartingWith("controls Controls must name");
  }

  @Test
  void aLongListOfTermsIsCutInTheRefusal() {
    List<String> terms = IntStream.range(0, 25).mapToObj(i -> "d" + i).toList();
    RegressionTableOptions options = RegressionTableOptions.builder().drop(List.of("lev")).build();
    assertThatThrownBy(() -> options.requireTerms(terms))
        .hasMessageStartingWith("drop must name terms of the table's models (d0, d1,")
        .hasMessageEndingWith("d19 and 5 more), got lev");
  }

  @Test
  void aPointOrBracketInANameIsNoPattern() {
    assertThat(TermPattern.matches("l(dt, 1)", "l(dt, 1)")).isTrue();
    assertThat(TermPattern.matches("a.c", "abc")).isFalse();
    assertThat(TermPattern.matches("year::*", "year::1977:union")).isTrue();
    assertThat(TermPattern.matches("year::*", "myyear::1977")).isFalse();
  }

  @Test
  void controlsAreHiddenAndSayWhichColumnsHoldAllOfThem() {
    List<String> lines =
        lines(
            RegressionTableOptions.builder()
                .controls("Controls", List.of("lev", "age"))
                .controls("Some", List.of("lev", "(Intercept)"))
                .controls("None", List.of("age")));
    assertThat(lines)
        .containsSubsequence(
            "Controls|No|Yes", "Some|Partly|Partly", "None|No|Yes", "stkcd FE|No|Yes")
        .noneMatch(line -> line.startsWith("lev") || line.startsWith("Constant"));
    assertThat(
            lines(
                RegressionTableOptions.builder()
                    .keep(List.of("lev"))
                    .controls("Controls", List.of("lev"))))
        .startsWith("lev||-2.248***", "||(0.125)", "Controls|No|Yes");
  }

  @Test
  void labelsReachInteractionsLagsAndDummies() {
    RegressionTableOptions options =
        RegressionTableOptions.builder()
            .labels(Map.of("dt", "Digital", "lev", "Leverage", "year", "Year", "d(z)", "Growth"))
            .build();
    TermLabels labels = new TermLabels(options);
    assertThat(labels.term("dt:lev")).isEqualTo("Digital × Leverage");
    assertThat(labels.term("dt:size")).isEqualTo("Digital × size");
    assertThat(labels.term("a:b")).isEqualTo("a:b");
    assertThat(labels.term("year::1977:dt")).isEqualTo("Year = 1977 × Digital");
    assertThat(labels.term("rel::-2")).isEqualTo("rel::-2");
    assertThat(labels.term("l(dt, 2)")).isEqualTo("Digital (lag 2)");
    assertThat(labels.term("f(dt)")).isEqualTo("Digital (lead 1)");
    assertThat(labels.term("l(size, 1)")).isEqualTo("l(size, 1)");
    assertThat(labels.term("d(z)")).isEqualTo("Growth");
    assertThat(labels.fixedEffect("industry^year")).isEqualTo("industry × year FE");
    assertThat(labels.fixedEffect("year")).isEqualTo("Year");
  }

  @Test
  void tStatisticsAndWordsCanReplaceTheDefaults() {
    RegressionTableOptions options =
        RegressionTableOptions.builder()
            .below(Below.STATISTIC)
            .digits(Digits.fixed(2))
            .stars(Stars.none())
            .statistics(List.of(ModelStatistic.R2, ModelStatistic.NOBS))
            .words(Map.of("yes", "是", "no", "否", "nobs", "观测值", "notes", "注："))
            .build();
    Table table = RegressionTable.of("t", "", SampleTables.twoModels(), options);
    assertThat(lines(options, SampleTables.twoModels()))
        .contains("|(29.45)|(0.27)", "year FE|否|是")
        .endsWith("R²|0.02|0.61", "观测值|24,738|24,727");
    assertThat(table.notes().get(0))
        .startsWith(
            "注： t statistics in parentheses, based on standard errors clustered by stkcd."
                + " Small-sample correction: reghdfe. age omitted");
    assertThatThrownBy(() -> RegressionTableOptions.builder().words(Map.of("ja", "x")).build())
        .hasMessageStartingWith("words can replace one of constant, fixed-effect, full-sample, no")
        .hasMessageEndingWith("got ja");
  }

  @Test
  void theNoteSpeaksOfAllColumnsWhereTheyAgree() {
    assertThat(
            note(
                model("(1)").covariance("clustered by firm").correction("fixest").build(),
                model("(2)").covariance("clustered by firm").correction("fixest").build()))
        .isEqualTo(
            "Notes: Standard errors in parentheses, clustered by firm. Small-sample correction:"
                + " fixest. * p<0.1, ** p<0.05, *** p<0.01.");
  }

  @Test
  void theNoteSpeaksByColumnWhereTheyDiffer() {
    assertThat(
            note(
                model("(1)").covariance("clustered by firm").correction("fixest").build(),
                model("(2)").covariance("robust").correction("fixest").build(),
                model("(3)").covariance("clustered by firm").build()))
        .isEqualTo(
            "Notes: Standard errors in parentheses, clustered by firm in columns (1), (3), robust"
                + " in column (2). Small-sample correction: fixest in columns (1), (2), not stated"
                + " in column (3). * p<0.1, ** p<0.05, *** p<0.01.");
  }

  @Test
  void theNoteOnStatisticsSpeaksByColumnToo() {
    RegressionTableOptions options =
        RegressionTableOptions.builder().below(Below.STATISTIC).stars(Stars.none()).build();
    List<ModelColumn> models =
        List.of(model("(1)").covariance("clustered by firm").build(), model("(2)").build());
    assertThat(RegressionTable.of("t", "", models, options).notes())
        .containsExactly(
            "Notes: t statistics in parentheses, based on standard errors clustered by firm in"
                + " column (1), not stated in column (2).");
  }

  @Test
  void columnsWithTheSameNameAreToldApartByPosition() {
    assertThat(
            note(model("OLS").covariance("iid").build(), model("OLS").covariance("robust").build()))
        .contains("iid in column 1, robust in column 2.");
  }

  @Test
  void omittedTermsAreNamedWithTheirReasonAndLongListsAreCut() {
    assertThat(
            note(
                model("(1)").omitted("a", "constant").build(),
                model("(2)").omitted("a", "constant").omitted("b", "collinear").build()))
        .endsWith(" a omitted: constant. b omitted from column (2): collinear.");
    ModelColumn.Builder many = model("(1)");
    for (int term = 0; term < 10; term++) {
      many.omitted("d" + term, "collinear");
    }
    assertThat(note(many.build()))
        .endsWith(" d0, d1, d2, d3, d4, d5, d6, d7 and 2 more omitted: collinear.");
  }

  @Test
  void aModelWithoutAStandardErrorPrintsBlanksAndClaimsNoStars() {
    ModelColumn model =
        ModelColumn.builder("(1)", "y")
            .term("x", 1, Double.NaN, Double.NaN, Double.NaN)
            .extra("First-stage F", Cell.number(12.5, Digits.fixed(1)))
            .build();
    assertThat(lines(RegressionTableOptions.standard(), List.of(model)))
        .containsExactly("x|1.000", "|", "First-stage F|12.5");
    assertThat(note(model)).isEqualTo("Notes: Standard errors in parentheses.");
  }

  @Test
  void thirtyColumnsFillEveryRow() {
    List<ModelColumn> models = new ArrayList<>();
    for (int column = 1; column <= 30; column++) {
      models.add(
          ModelColumn.builder("(" + column + ")", "y" + column % 4)
              .term("x" + column % 7, column, 1, column, 0.01)
              .fixedEffects(List.of("fe" + column % 3))
              .build());
    }
    Table table = RegressionTable.of("t", "", models, RegressionTableOptions.standard());
    assertThat(table.rows()).hasSize(7 * 2 + 3).allMatch(row -> row.size() == 31);
    assertThat(table.spreadHeader()).allMatch(row -> row.size() == 31);
  }

  @Test
  void aTableWithoutModelsIsRefused() {
    assertThatThrownBy(
            () -> RegressionTable.of("t", "", List.of(), RegressionTableOptions.standard()))
        .hasMessage("table t must have at least one model");
  }

  @Test
  void remarksAreSentencesOfTheNoteForTheColumnsTheyHoldFor() {
    String note =
        note(
            model("(1)").remark("Weighted by pop").remark("Rows where year > 2000").build(),
            model("(2)").remark("Weighted by pop").build());
    assertThat(note).contains(" Weighted by pop. Rows where year > 2000 in column (1).");
  }
}

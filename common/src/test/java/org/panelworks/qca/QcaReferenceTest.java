package org.panelworks.qca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Solutions of R's QCA 3.25.1 ({@code truthTable}, {@code minimize} with {@code include = "?"} and
 * {@code dir.exp}), terms compared as sets. Figures to 1e-9: the files carry 15 digits.
 */
class QcaReferenceTest {
  private static final Offset<Double> TOLERANCE = within(1e-9);

  @ParameterizedTest
  @CsvSource({
    "fsqca-swiss-percentile, FERT",
    "fsqca-swiss-percentile, FERT_no_exp_on_two",
    "fsqca-swiss-percentile, not_FERT",
    "fsqca-lipset-crisp, SURV",
    "fsqca-lipset-crisp, not_SURV",
    "fsqca-lipset-fuzzy, SURV_0.80",
    "fsqca-lipset-fuzzy, SURV_0.70",
    "fsqca-lipset-fuzzy, SURV_0.80_partial_expectations",
    "fsqca-lipset-fuzzy, not_SURV_0.80",
    "fsqca-lipset-multivalue, SURV",
    "fsqca-lipset-multivalue, not_SURV",
    "fsqca-protest-ambiguous, PROTEST",
    "fsqca-protest-ambiguous, PROTEST_mixed_expectations",
    "fsqca-protest-ncut2-pri70, n1_pri70",
    "fsqca-protest-ncut2-pri70, n2_pri70",
    "fsqca-protest-ncut2-pri70, n2_pri0",
    "fsqca-protest-ncut2-pri70, not_n2_pri70",
  })
  void agreesWithTheReference(String name, String analysis) {
    ReferenceCase reference = ReferenceCase.of(name);
    JsonNode expected = reference.expected().get("analyses").get(analysis);
    QcaSample sample = sample(reference, expected);
    QcaResult result = QcaAnalysis.of(options(expected)).fit(sample);

    compareNecessity(expected, Necessity.of(sample, new NecessityOptions(0.9, 1, 0)));
    compareTruthTable(expected, result.truthTable());
    compareSolution(expected.get("complex_solution"), result.complex());
    compareSolution(expected.get("parsimonious_solution"), result.parsimonious());
    if (expected.has("intermediate_solution")) {
      compareIntermediate(expected, result);
    }
  }

  static QcaSample sample(ReferenceCase reference, JsonNode expected) {
    boolean multiValue = expected.get("necessity").get(0).get("condition").asText().contains("[");
    List<Condition> conditions = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    for (String condition : texts(expected.get("conditions"))) {
      double[] column = reference.column("data.csv", condition);
      values.add(column);
      int levels = 1 + (int) java.util.Arrays.stream(column).max().orElseThrow();
      conditions.add(
          multiValue ? Condition.multiValue(condition, levels) : Condition.fuzzy(condition));
    }
    String outcome = expected.get("outcome").asText();
    String name = outcome.replace("~", "");
    QcaSample sample =
        QcaSample.of(
            reference.cases("data.csv"),
            conditions,
            values.toArray(double[][]::new),
            name,
            reference.column("data.csv", name));
    return outcome.startsWith("~") ? sample.negated() : sample;
  }

  static QcaOptions options(JsonNode expected) {
    Map<String, Expectation> expectations = new LinkedHashMap<>();
    if (expected.get("directional_expectations").isTextual()) {
      for (String literal : expected.get("directional_expectations").asText().split(", ", -1)) {
        expectations.put(
            literal.replace("~", ""),
            literal.startsWith("~") ? Expectation.absent() : Expectation.present());
      }
    }
    return new QcaOptions(
        new TruthTableOptions(
            expected.get("consistency_cutoff").asDouble(),
            expected.get("PRI_cutoff").asDouble(),
            expected.get("frequency_cutoff").asInt(),
            Set.of()),
        expectations,
        Set.of(),
        CoverLimits.standard());
  }

  private static void compareNecessity(JsonNode expected, Necessity actual) {
    JsonNode conditions = expected.get("necessity");
    assertThat(actual.single()).hasSize(conditions.size());
    for (JsonNode wanted : conditions) {
      NecessaryCondition condition =
          actual.single().stream()
              .filter(single -> single.label().equals(wanted.get("condition").asText()))
              .findFirst()
              .orElseThrow();
      assertThat(condition.consistency())
          .isCloseTo(wanted.get("consistency").asDouble(), TOLERANCE);
      assertThat(condition.coverage()).isCloseTo(wanted.get("coverage").asDouble(), TOLERANCE);
      assertThat(condition.ron()).isCloseTo(wanted.get("RoN").asDouble(), TOLERANCE);
    }
  }

  private static void compareTruthTable(JsonNode expected, TruthTable table) {
    List<String> conditions = texts(expected.get("conditions"));
    JsonNode rows = expected.get("truth_table_observed_rows");
    assertThat(table.observed()).hasSize(rows.size());
    for (int r = 0; r < rows.size(); r++) {
      JsonNode row = rows.get(r);
      TruthTableRow actual = table.observed().get(r);
      assertThat(actual.id()).isEqualTo(row.get("row_id").asInt());
      assertThat(actual.levels())
          .isEqualTo(conditions.stream().map(c -> row.get(c).asInt()).toList());
      assertThat(actual.n()).isEqualTo(row.get("n").asInt());
      assertThat(String.join(",", actual.cases())).isEqualTo(row.get("cases").asText());
      assertThat(actual.outcome().symbol()).isEqualTo(row.get("OUT").asText());
      assertThat(actual.consistency()).isCloseTo(row.get("raw_consistency").asDouble(), TOLERANCE);
      assertThat(actual.pri()).isCloseTo(row.get("PRI_consistency").asDouble(), TOLERANCE);
    }
    assertThat(table.rows(RowOutcome.POSITIVE)).isEqualTo(numbers(expected.get("positive_rows")));
    assertThat(table.rows(RowOutcome.NEGATIVE)).isEqualTo(numbers(expected.get("negative_rows")));
    assertThat(table.rows(RowOutcome.REMAINDER)).hasSize(expected.get("n_remainders").asInt());
  }

  private static void compareSolution(JsonNode expected, Solution actual) {
    assertThat(sets(actual.primeImplicants()))
        .containsExactlyInAnyOrderElementsOf(sets(texts(expected.get("prime_implicants"))));
    compareModels(expected.get("models"), actual.models());
    if (expected.has("essential")) {
      assertThat(sets(actual.essential()))
          .containsExactlyInAnyOrderElementsOf(sets(texts(expected.get("essential"))));
      List<List<Integer>> assumptions = new ArrayList<>();
      expected.get("simplifying_assumptions").forEach(rows -> assumptions.add(numbers(rows)));
      assertThat(actual.simplifyingAssumptions()).containsExactlyInAnyOrderElementsOf(assumptions);
    }
  }

  private static void compareModels(JsonNode expected, List<Model> actual) {
    Map<Set<Set<String>>, JsonNode> byTerms = new LinkedHashMap<>();
    for (JsonNode model : expected) {
      Set<Set<String>> terms = new java.util.HashSet<>();
      model.get("terms").forEach(term -> terms.add(Set.copyOf(texts(term.get("literals")))));
      byTerms.put(terms, model);
    }
    Function<Model, Set<Set<String>>> key =
        model -> model.terms().stream().map(QcaReferenceTest::literals).collect(Collectors.toSet());
    assertThat(actual.stream().map(key).toList())
        .containsExactlyInAnyOrderElementsOf(byTerms.keySet());
    for (Model model : actual) {
      JsonNode wanted = java.util.Objects.requireNonNull(byTerms.get(key.apply(model)));
      assertThat(model.consistency())
          .isCloseTo(wanted.get("solution_consistency").asDouble(), TOLERANCE);
      assertThat(model.pri()).isCloseTo(wanted.get("solution_PRI").asDouble(), TOLERANCE);
      assertThat(model.coverage()).isCloseTo(wanted.get("solution_coverage").asDouble(), TOLERANCE);
      for (SolutionTerm term : model.terms()) {
        compareTerm(find(wanted.get("terms"), literals(term)), term);
      }
    }
  }

  private static void compareTerm(JsonNode expected, SolutionTerm actual) {
    assertThat(actual.consistency()).isCloseTo(expected.get("consistency").asDouble(), TOLERANCE);
    assertThat(actual.pri()).isCloseTo(expected.get("PRI").asDouble(), TOLERANCE);
    assertThat(actual.rawCoverage()).isCloseTo(expected.get("raw_coverage").asDouble(), TOLERANCE);
    assertThat(actual.uniqueCoverage())
        .isCloseTo(expected.get("unique_coverage").asDouble(), TOLERANCE);
    assertThat(actual.cases()).isEqualTo(texts(expected.get("cases_above_0_5")));
  }

  private static void compareIntermediate(JsonNode expected, QcaResult result) {
    JsonNode pairs = expected.get("intermediate_solution");
    assertThat(result.intermediate()).hasSize(pairs.size());
    for (JsonNode pair : pairs) {
      int complex = number(result.complex(), pair.get("complex_model").asText());
      int parsimonious = number(result.parsimonious(), pair.get("parsimonious_model").asText());
      IntermediateSolution actual =
          result.intermediate().stream()
              .filter(i -> i.complexModel() == complex && i.parsimoniousModel() == parsimonious)
              .findFirst()
              .orElseThrow();
      assertThat(actual.easy()).isEqualTo(numbers(pair.get("easy_counterfactuals")));
      assertThat(actual.difficult()).isEqualTo(numbers(pair.get("difficult_counterfactuals")));
      compareModels(
          pair.get("models"), actual.models().stream().map(IntermediateModel::model).toList());
      compareCore(pair.get("models"), actual.models());
    }
  }

  /** The number, from 1, of the model with these terms. */
  private static int number(Solution solution, String expression) {
    Set<Set<String>> terms = Set.copyOf(sets(List.of(expression.split(" \\+ ", -1))));
    for (int m = 0; m < solution.models().size(); m++) {
      List<SolutionTerm> own = solution.models().get(m).terms();
      if (own.stream().map(QcaReferenceTest::literals).collect(Collectors.toSet()).equals(terms)) {
        return m + 1;
      }
    }
    throw new AssertionError("no model " + expression);
  }

  private static void compareCore(JsonNode expected, List<IntermediateModel> actual) {
    for (IntermediateModel model : actual) {
      for (int t = 0; t < model.core().size(); t++) {
        CoreConditions core = model.core().get(t);
        Set<String> literals = literals(model.model().terms().get(t));
        for (JsonNode candidate : expected) {
          for (JsonNode wanted : candidate.get("core_peripheral")) {
            if (sets(List.of(wanted.get("term").asText())).contains(literals)) {
              compareCore(wanted, core);
            }
          }
        }
      }
    }
  }

  private static void compareCore(JsonNode wanted, CoreConditions core) {
    assertThat(sets(core.containing()))
        .containsExactlyInAnyOrderElementsOf(
            sets(texts(wanted.get("parsimonious_terms_containing_it"))));
    assertThat(core.core()).containsExactlyInAnyOrderElementsOf(texts(wanted.get("core")));
    assertThat(core.peripheral())
        .containsExactlyInAnyOrderElementsOf(texts(wanted.get("peripheral")));
    assertThat(core.looseCore())
        .containsExactlyInAnyOrderElementsOf(texts(wanted.get("core_loose_same_literal_anywhere")));
  }

  private static JsonNode find(JsonNode terms, Set<String> literals) {
    for (JsonNode term : terms) {
      if (Set.copyOf(texts(term.get("literals"))).equals(literals)) {
        return term;
      }
    }
    throw new AssertionError("no term " + literals);
  }

  private static Set<String> literals(SolutionTerm term) {
    return term.literals().stream().map(Literal::label).collect(Collectors.toSet());
  }

  private static List<Set<String>> sets(List<String> terms) {
    return terms.stream().map(term -> Set.of(term.split("\\*", -1))).toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<Integer> numbers(JsonNode array) {
    Set<Integer> numbers = new TreeSet<>();
    array.forEach(number -> numbers.add(number.asInt()));
    return List.copyOf(numbers);
  }
}

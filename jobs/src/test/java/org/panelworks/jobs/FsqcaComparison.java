package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;

/**
 * An analysis of a reference case against the files that the job wrote for it; terms and models are
 * compared as sets.
 */
final class FsqcaComparison {
  /** Expected values have 15 digits. */
  static final Offset<Double> TOLERANCE = within(1e-9);

  private FsqcaComparison() {}

  static void compare(JsonNode expected, Path tables, String suffix) {
    compareNecessity(expected, json(tables, "necessity", suffix));
    compareTruthTable(expected, json(tables, "truth-table", suffix));
    JsonNode solutions = json(tables, "solutions", suffix);
    assertThat(solutions.get("outcome").asText()).isEqualTo(expected.get("outcome").asText());
    compareSolution(expected.get("complex_solution"), solutions.get("complex"));
    compareSolution(expected.get("parsimonious_solution"), solutions.get("parsimonious"));
    if (expected.has("intermediate_solution")) {
      compareIntermediate(expected.get("intermediate_solution"), solutions);
    }
  }

  static JsonNode json(Path tables, String kind, String suffix) {
    return CommandRun.json(tables.resolve("fsqca-" + kind + suffix + ".json"));
  }

  private static void compareNecessity(JsonNode expected, JsonNode actual) {
    Map<String, JsonNode> byCondition = new LinkedHashMap<>();
    actual.get("conditions").forEach(c -> byCondition.put(c.get("condition").asText(), c));
    assertThat(byCondition).hasSize(expected.get("necessity").size());
    for (JsonNode wanted : expected.get("necessity")) {
      JsonNode found = at(byCondition, wanted.get("condition").asText());
      close(found.get("consistency"), wanted.get("consistency"));
      close(found.get("coverage"), wanted.get("coverage"));
      close(found.get("ron"), wanted.get("RoN"));
    }
  }

  private static void compareTruthTable(JsonNode expected, JsonNode actual) {
    JsonNode rows = expected.get("truth_table_observed_rows");
    assertThat(actual.get("rows")).hasSize(rows.size());
    for (int r = 0; r < rows.size(); r++) {
      JsonNode wanted = rows.get(r);
      JsonNode found = actual.get("rows").get(r);
      assertThat(found.get("row_id")).isEqualTo(wanted.get("row_id"));
      List<String> bits = texts(found.get("bits"));
      List<String> conditions = texts(actual.get("conditions"));
      for (int c = 0; c < bits.size(); c++) {
        assertThat(bits.get(c)).isEqualTo(wanted.get(conditions.get(c)).asText());
      }
      assertThat(found.get("n")).isEqualTo(wanted.get("n"));
      assertThat(texts(found.get("cases")))
          .containsExactlyInAnyOrder(wanted.get("cases").asText().split(",", -1));
      close(found.get("consistency"), wanted.get("raw_consistency"));
      close(found.get("pri"), wanted.get("PRI_consistency"));
      assertThat(found.get("out").asText()).isEqualTo(wanted.get("OUT").asText());
    }
    assertThat(actual.get("n_remainders")).isEqualTo(expected.get("n_remainders"));
  }

  private static void compareSolution(JsonNode expected, JsonNode actual) {
    assertThat(sets(texts(actual.get("prime_implicants"))))
        .isEqualTo(sets(texts(expected.get("prime_implicants"))));
    compareModels(expected.get("models"), actual.get("models"));
    if (expected.has("simplifying_assumptions")) {
      Set<Set<String>> wanted = new HashSet<>();
      expected.get("simplifying_assumptions").forEach(rows -> wanted.add(Set.copyOf(texts(rows))));
      Set<Set<String>> found = new HashSet<>();
      actual
          .get("models")
          .forEach(m -> found.add(Set.copyOf(texts(m.get("simplifying_assumptions")))));
      assertThat(found).isEqualTo(wanted);
    }
  }

  private static void compareModels(JsonNode expected, JsonNode actual) {
    assertThat(actual).hasSize(expected.size());
    Map<Set<Set<String>>, JsonNode> byTerms = new LinkedHashMap<>();
    expected.forEach(model -> byTerms.put(terms(model), model));
    for (JsonNode found : actual) {
      JsonNode wanted = at(byTerms, terms(found));
      close(found.get("consistency"), wanted.get("solution_consistency"));
      close(found.get("pri"), wanted.get("solution_PRI"));
      close(found.get("coverage"), wanted.get("solution_coverage"));
      for (JsonNode term : found.get("terms")) {
        compareTerm(find(wanted.get("terms"), literals(term)), term);
      }
    }
  }

  private static void compareTerm(JsonNode wanted, JsonNode found) {
    close(found.get("consistency"), wanted.get("consistency"));
    close(found.get("pri"), wanted.get("PRI"));
    close(found.get("raw_coverage"), wanted.get("raw_coverage"));
    close(found.get("unique_coverage"), wanted.get("unique_coverage"));
    assertThat(texts(found.get("cases")))
        .containsExactlyInAnyOrderElementsOf(texts(wanted.get("cases_above_0_5")));
  }

  private static void compareIntermediate(JsonNode expected, JsonNode solutions) {
    assertThat(solutions.get("intermediate")).hasSize(expected.size());
    for (JsonNode wanted : expected) {
      String complex = model(solutions.get("complex"), wanted.get("complex_model").asText());
      String parsimonious =
          model(solutions.get("parsimonious"), wanted.get("parsimonious_model").asText());
      JsonNode found = pair(solutions.get("intermediate"), complex, parsimonious);
      assertThat(texts(found.get("easy_counterfactuals")))
          .isEqualTo(texts(wanted.get("easy_counterfactuals")));
      assertThat(texts(found.get("difficult_counterfactuals")))
          .isEqualTo(texts(wanted.get("difficult_counterfactuals")));
      compareModels(wanted.get("models"), found.get("models"));
      for (JsonNode model : found.get("models")) {
        for (JsonNode term : model.get("terms")) {
          compareCore(wanted.get("models"), term);
        }
      }
    }
  }

  private static void compareCore(JsonNode models, JsonNode term) {
    for (JsonNode model : models) {
      for (JsonNode wanted : model.get("core_peripheral")) {
        if (Set.of(wanted.get("term").asText().split("\\*", -1)).equals(literals(term))) {
          assertThat(texts(term.get("core")))
              .containsExactlyInAnyOrderElementsOf(texts(wanted.get("core")));
          assertThat(texts(term.get("peripheral")))
              .containsExactlyInAnyOrderElementsOf(texts(wanted.get("peripheral")));
          assertThat(texts(term.get("core_loose")))
              .containsExactlyInAnyOrderElementsOf(
                  texts(wanted.get("core_loose_same_literal_anywhere")));
        }
      }
    }
  }

  private static String model(JsonNode solution, String expression) {
    Set<Set<String>> wanted = sets(List.of(expression.split(" \\+ ", -1)));
    for (JsonNode model : solution.get("models")) {
      if (terms(model).equals(wanted)) {
        return model.get("model").asText();
      }
    }
    throw new AssertionError("no model " + expression);
  }

  private static JsonNode pair(JsonNode pairs, String complex, String parsimonious) {
    for (JsonNode pair : pairs) {
      if (pair.get("complex_model").asText().equals(complex)
          && pair.get("parsimonious_model").asText().equals(parsimonious)) {
        return pair;
      }
    }
    throw new AssertionError("no pair " + complex + parsimonious);
  }

  static void close(JsonNode actual, JsonNode expected) {
    assertThat(actual.isNumber()).isTrue();
    assertThat(actual.asDouble()).isCloseTo(expected.asDouble(), TOLERANCE);
  }

  private static <K> JsonNode at(Map<K, JsonNode> map, K key) {
    JsonNode node = map.get(key);
    if (node == null) {
      throw new AssertionError("no " + key + " among " + map.keySet());
    }
    return node;
  }

  private static JsonNode find(JsonNode terms, Set<String> literals) {
    for (JsonNode term : terms) {
      if (literals(term).equals(literals)) {
        return term;
      }
    }
    throw new AssertionError("no term " + literals);
  }

  private static Set<Set<String>> terms(JsonNode model) {
    Set<Set<String>> terms = new HashSet<>();
    model.get("terms").forEach(term -> terms.add(literals(term)));
    return terms;
  }

  private static Set<String> literals(JsonNode term) {
    return Set.copyOf(texts(term.get("literals")));
  }

  private static Set<Set<String>> sets(List<String> terms) {
    Set<Set<String>> sets = new HashSet<>();
    terms.forEach(term -> sets.add(Set.of(term.split("\\*", -1))));
    return sets;
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}

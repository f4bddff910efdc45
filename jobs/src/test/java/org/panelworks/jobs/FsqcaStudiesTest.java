package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.panelworks.jobs.FsqcaComparison.TOLERANCE;
import static org.panelworks.jobs.FsqcaComparison.close;
import static org.panelworks.jobs.FsqcaComparison.compare;
import static org.panelworks.jobs.FsqcaComparison.json;
import static org.panelworks.jobs.FsqcaComparison.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.reference.ReferenceCase;

/**
 * Qualitative comparative analyses as a user runs them: a study and its data in, JSON out. Values
 * are those of R's QCA 3.25.1, written with 15 digits, so figures hold to 1e-9.
 */
final class FsqcaStudiesTest {
  /** Value labels in the Lipset data. */
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("Undeveloped", "0"),
          Map.entry("Developed", "1"),
          Map.entry("Highly developed", "2"),
          Map.entry("Low urbanization", "0"),
          Map.entry("High urbanization", "1"),
          Map.entry("Low literacy", "0"),
          Map.entry("High literacy", "1"),
          Map.entry("Not industrialized", "0"),
          Map.entry("Industrialized", "1"),
          Map.entry("Unstable", "0"),
          Map.entry("Stable", "1"),
          Map.entry("Collapse", "0"),
          Map.entry("Survival", "1"));

  @TempDir Path folder;

  private Path tables(String data, String study) {
    CommandRun.write(folder.resolve("data.csv"), data);
    Path file =
        CommandRun.write(
            folder.resolve("study.conf"),
            "panel { path = data.csv, format = csv, strings = [case] }\n" + study);
    Path out = folder.resolve("out");
    CommandRun run = CommandRun.of("fsqca", file.toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    return out.resolve("tables");
  }

  private static ReferenceCase reference(String name) {
    if (name.equals("fsqca-swiss-percentile")) {
      return ReferenceCase.of(name);
    }
    return ReferenceCase.beside(name)
        .orElseGet(() -> abort("shared/reference/" + name + " is not beside the checkout"));
  }

  /** The data with numbers for value labels. */
  private static String data(ReferenceCase reference) {
    StringBuilder csv = new StringBuilder();
    for (String line : reference.csv(0).lines().toList()) {
      List<String> cells = new ArrayList<>();
      for (String cell : line.split(",", -1)) {
        cells.add(LABELS.getOrDefault(cell.replace("\"", ""), cell));
      }
      csv.append(String.join(",", cells)).append('\n');
    }
    return csv.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fsqca-swiss-percentile",
        "fsqca-lipset-crisp",
        "fsqca-lipset-fuzzy",
        "fsqca-lipset-multivalue",
        "fsqca-protest-ambiguous",
        "fsqca-protest-ncut2-pri70"
      })
  void everyAnalysisOfACaseIsTheReferenceOne(String name) {
    ReferenceCase reference = reference(name);
    JsonNode analyses = reference.expected().get("analyses");
    Path tables = tables(data(reference), study(analyses));
    Iterator<String> names = analyses.fieldNames();
    String suffix = "";
    while (names.hasNext()) {
      String analysis = names.next();
      if (!suffix.isEmpty()) {
        suffix = "-" + analysis;
      }
      compare(analyses.get(analysis), tables, suffix);
      suffix = "-";
    }
  }

  /** All analyses of a case in one study: the first is the section's own. */
  private static String study(JsonNode analyses) {
    StringBuilder study = new StringBuilder("fsqca {\ncase = case\n");
    List<String> further = new ArrayList<>();
    boolean first = true;
    Iterator<String> names = analyses.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      JsonNode analysis = analyses.get(name);
      if (first) {
        study.append(sets(analysis)).append(settings(analysis));
      } else {
        further.add("{ name = \"" + name + "\"\n" + settings(analysis) + "}");
      }
      first = false;
    }
    return study + "further = [" + String.join("\n", further) + "]\n}\n";
  }

  private static String sets(JsonNode analysis) {
    boolean multiValue = analysis.get("necessity").get(0).get("condition").asText().contains("[");
    StringBuilder sets = new StringBuilder("calibrate {\n");
    for (String condition : texts(analysis.get("conditions"))) {
      String thresholds = condition.equals("DEV") ? "[1, 2]" : "[1]";
      sets.append(condition)
          .append(
              multiValue
                  ? " { method = multi-value, thresholds = " + thresholds + " }\n"
                  : " { method = none }\n");
    }
    sets.append(analysis.get("outcome").asText().replace("~", ""))
        .append(" { method = none }\n}\n");
    return sets + "conditions = [" + String.join(", ", texts(analysis.get("conditions"))) + "]\n";
  }

  private static String settings(JsonNode analysis) {
    String outcome = analysis.get("outcome").asText();
    StringBuilder settings = new StringBuilder();
    settings.append("outcome = ").append(outcome.replace("~", ""));
    settings.append("\nnegate-outcome = ").append(outcome.startsWith("~"));
    settings.append("\nconsistency-cutoff = ").append(analysis.get("consistency_cutoff"));
    settings.append("\npri-cutoff = ").append(analysis.get("PRI_cutoff"));
    settings.append("\nfrequency-cutoff = ").append(analysis.get("frequency_cutoff"));
    settings.append("\nexpectations {\n");
    if (analysis.get("directional_expectations").isTextual()) {
      for (String literal : analysis.get("directional_expectations").asText().split(", ", -1)) {
        settings.append(literal.replace("~", ""));
        settings.append(literal.startsWith("~") ? " = absent\n" : " = present\n");
      }
    }
    return settings.append("}\n").toString();
  }

  /** The raw swiss data, calibrated by the bundled study, give the memberships of the reference. */
  @Test
  void theBundledSwissStudyIsCalibratedAsTheReference() {
    ReferenceCase reference = ReferenceCase.of("fsqca-swiss-percentile");
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of("fsqca", "../conf/swiss-fertility.conf", "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();

    JsonNode calibration = CommandRun.json(out.resolve("tables/fsqca-calibration.json"));
    List<String> cases = texts(calibration.get("cases"));
    List<String> named = Arrays.asList(reference.texts("case"));
    assertThat(cases).containsExactlyInAnyOrderElementsOf(named);
    for (JsonNode set : calibration.get("sets")) {
      double[] wanted = reference.numbers(set.get("set").asText());
      for (int i = 0; i < cases.size(); i++) {
        assertThat(set.get("memberships").get(i).asDouble())
            .as(set.get("set").asText() + " of " + cases.get(i))
            .isCloseTo(wanted[named.indexOf(cases.get(i))], TOLERANCE);
      }
    }
    compare(reference.expected().get("analyses").get("FERT"), out.resolve("tables"), "");
    compare(reference.expected().get("analyses").get("not_FERT"), out.resolve("tables"), "-low");
  }

  @ParameterizedTest
  @ValueSource(strings = {"r", "ragin", "linear"})
  void lipsetIsCalibratedAsTheReference(String how) {
    ReferenceCase reference = reference("fsqca-calibration-lipset");
    JsonNode fuzzy = reference.expected().get("fuzzy");
    StringBuilder study =
        new StringBuilder(
            "fsqca { case = case, outcome = SURV, conditions = [DEV, URB, LIT, IND, STB]\n"
                + "consistency-cutoff = 0.7, pri-cutoff = 0\ncalibrate {\n");
    Iterator<String> names = fuzzy.fieldNames();
    while (names.hasNext()) {
      String set = names.next();
      study.append(set).append(" { anchors = ");
      study.append(fuzzy.get(set).get("exclusion_crossover_inclusion"));
      study.append(how.equals("linear") ? ", method = linear }\n" : ", method = direct, ");
      study.append(how.equals("linear") ? "" : "log-odds = " + how + " }\n");
    }
    Path tables = tables(reference.csv(0), study + "} }\n");

    String field = Map.of("r", "idm_0.95", "ragin", "log_odds_3", "linear", "linear").get(how);
    JsonNode calibration = json(tables, "calibration", "");
    List<String> cases = texts(calibration.get("cases"));
    List<String> named = Arrays.asList(reference.texts("case"));
    for (JsonNode set : calibration.get("sets")) {
      assertThat(set.get("method").asText()).isEqualTo(how.equals("linear") ? how : "direct");
      JsonNode wanted = fuzzy.get(set.get("set").asText()).get(String.valueOf(field));
      for (int i = 0; i < cases.size(); i++) {
        close(set.get("memberships").get(i), wanted.get(named.indexOf(cases.get(i))));
      }
    }
  }

  @Test
  void theStudyOfPolicyPerformanceRunsAsDescribed() throws Exception {
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of("fsqca", "../conf/policy-performance.conf", "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();

    Path tables = out.resolve("tables");
    JsonNode calibration = json(tables, "calibration", "");
    Set<String> components = new TreeSet<>();
    for (JsonNode set : calibration.get("sets")) {
      if (set.get("role").asText().equals("component")) {
        components.add(set.get("set").asText());
      }
      if (set.get("set").asText().equals("GROWTH")) {
        assertThat(Set.copyOf(texts(set.get("memberships"))))
            .isSubsetOf("0.0", "0.25", "0.501", "0.75", "1.0");
      }
    }
    assertThat(calibration.get("n").asInt()).isEqualTo(31);
    assertThat(components).hasSize(19);
    for (String suffix : List.of("", "-non-high", "-low")) {
      assertThat(json(tables, "solutions", suffix).get("intermediate")).isNotEmpty();
    }
    JsonNode robustness = json(tables, "robustness", "").get("outcomes").get(0);
    assertThat(variants(robustness.get("variants")))
        .contains("anchors 0.1/1/4", "consistency 0.83", "frequency 2", "without Tibet")
        .hasSize(1 + 4 + 3 + 2 + 31);
    JsonNode agreement = json(tables, "agreement", "").get("overall");
    assertThat(agreement.get("n").asInt()).isEqualTo(19 * 31);
    assertThat(agreement.get("agreed").asInt()).isEqualTo(540);
    assertThat(agreement.get("kappa").asDouble()).isCloseTo(0.9083122865538877, within(1e-12));
    for (String format : List.of("csv", "md", "tex", "html")) {
      String table = Files.readString(tables.resolve("fsqca-configurations." + format));
      assertThat(table).contains(format.equals("tex") ? "\\bullet" : "●");
      assertThat(table).contains(format.equals("tex") ? "\\otimes" : "⊗");
    }
    assertThat(out.resolve("figures/fsqca-xy-sufficient-1.svg")).isRegularFile();
  }

  private static List<String> variants(JsonNode array) {
    List<String> variants = new ArrayList<>();
    array.forEach(variant -> variants.add(variant.get("variant").asText()));
    return variants;
  }
}

package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.reference.JsonAgreement;
import org.panelworks.reference.ReferenceCase;

/** The anova and kano jobs as a user runs them, against the reference cases. */
final class SurveyStudiesTest {
  private static final String PANEL = "panel { path = data.csv, format = csv }\n";
  private static final String ANOVA = PANEL + "anova { values = [weight], group = group }\n";
  private static final String KANO =
      PANEL
          + "kano { respondent = respondent, feature = feature, functional = functional,"
          + " dysfunctional = dysfunctional }\n";

  @TempDir Path folder;

  @Test
  void plantGrowthAgreesWithR() {
    ReferenceCase reference = ReferenceCase.of("anova-plantgrowth");
    Path tables = new SmallStudy(folder).tables(reference.csv(5), ANOVA);
    JsonNode found = SmallStudy.table(tables, "anova").get("analyses").get(0);
    ObjectNode expected = reference.expected().deepCopy();
    JsonNode lsd = expected.remove("pairwise_LSD");
    JsonNode tukey = expected.remove("tukey");
    expected.remove("meta");
    JsonAgreement.assertAgree(found, expected, 1e-9, "anova");
    JsonNode pairs = SmallStudy.table(tables, "anova-pairs").get("pairs");
    assertThat(pairs.size()).isEqualTo(lsd.size());
    for (int i = 0; i < lsd.size(); i++) {
      JsonNode pair = pairs.get(i);
      assertThat(pair.get("g1")).isEqualTo(lsd.get(i).get("g1"));
      assertThat(pair.get("g2")).isEqualTo(lsd.get(i).get("g2"));
      assertRelative(pair.get("difference"), lsd.get(i).get("diff").asDouble(), 1e-9);
      assertRelative(pair.get("std_error"), lsd.get(i).get("se").asDouble(), 1e-9);
      assertRelative(pair.get("lsd_p"), lsd.get(i).get("LSD_p").asDouble(), 1e-9);
      assertRelative(pair.get("bonferroni_p"), lsd.get(i).get("bonferroni_p").asDouble(), 1e-9);
      // TukeyHSD takes the later group less the earlier one.
      assertRelative(pair.get("tukey_p"), tukey.get(i).get("p adj").asDouble(), 1e-9);
      assertRelative(pair.get("conf_low"), -tukey.get(i).get("upr").asDouble(), 1e-9);
      assertRelative(pair.get("conf_high"), -tukey.get(i).get("lwr").asDouble(), 1e-9);
    }
  }

  private static void assertRelative(JsonNode actual, double expected, double tolerance) {
    assertThat(actual.asDouble()).isCloseTo(expected, within(tolerance * Math.abs(expected)));
  }

  @Test
  void rowsWithoutAValueAreCountedAndGroupsThatDoNotVaryAreNamed() {
    Path out = new SmallStudy(folder).succeeded("group,weight\na,1\na,1\nb,2\nb,3\nb,\n", ANOVA);
    assertThat(CommandRun.json(out.resolve("manifest.json")).get("warnings").toString())
        .contains("1 rows without a group or a value")
        .contains("do not vary: a");
    JsonNode found = SmallStudy.table(out.resolve("tables"), "anova").get("analyses").get(0);
    assertThat(found.get("welch").get("p").isNull()).isTrue();
    assertThat(found.get("F").isNumber()).isTrue();
  }

  @Test
  void oneGroupIsRefused() {
    new SmallStudy(folder)
        .assertRefused("group,weight\na,1\na,2\n", ANOVA, 4, "anova, weight", "two groups or more");
  }

  @Test
  void theKanoSurveyAgrees() {
    ReferenceCase reference = ReferenceCase.of("kano-survey");
    Path out = new SmallStudy(folder).succeeded(reference.csv(6), KANO);
    JsonNode found = SmallStudy.table(out.resolve("tables"), "kano");
    JsonNode expected = reference.expected();
    for (String key : new String[] {"mean_better", "mean_abs_worse"}) {
      JsonAgreement.assertAgree(found.get(key), expected.get(key), 1e-9, key);
    }
    assertThat(found.get("features").size()).isEqualTo(expected.get("features").size());
    for (JsonNode feature : found.get("features")) {
      String name = feature.get("feature").asText();
      JsonAgreement.assertAgree(feature, expected.get("features").get(name), 1e-9, name);
    }
    assertThat(out.resolve("figures/kano.svg")).content().contains("one-dimensional");
  }

  @Test
  void oneRowPerRespondentAndTheReverseScaleGiveTheSame() {
    Path tables =
        new SmallStudy(folder)
            .tables(
                "id,f,d\n1,5,1\n2,5,3\n3,4,1\n",
                PANEL
                    + "kano { respondent = id, scale = dislike-first,"
                    + " features = [ { name = lights, functional = f, dysfunctional = d } ] }");
    JsonNode counts = SmallStudy.table(tables, "kano").get("features").get(0).get("counts");
    assertThat(counts.get("O").asInt()).isEqualTo(1);
    assertThat(counts.get("A").asInt()).isEqualTo(1);
    assertThat(counts.get("M").asInt()).isEqualTo(1);
  }

  @Test
  void duplicateRespondentsAndAnswersOffTheScaleAreRefused() {
    SmallStudy study = new SmallStudy(folder);
    String head = "respondent,feature,functional,dysfunctional\n";
    study.assertRefused(
        head + "1,F1,1,5\n1,F1,2,5\n", KANO, 3, "respondent 1 answers feature F1 twice");
    study.assertRefused(
        head + "1,F1,1,6\n", KANO, 3, "from 1 to 5, got 6.0", "`dysfunctional`", "respondent 1");
    study.assertRefused(PANEL, PANEL + "kano { respondent = r }", 2, "must name the answers");
  }

  @Test
  void contradictingAnswersAreQuestionableAndMissingOnesAreCounted() {
    Path out =
        new SmallStudy(folder)
            .succeeded(
                "respondent,feature,functional,dysfunctional\n1,F1,1,1\n2,F1,5,5\n3,F1,1,\n", KANO);
    JsonNode feature = SmallStudy.table(out.resolve("tables"), "kano").get("features").get(0);
    assertThat(feature.get("category_by_frequency").asText()).isEqualTo("Q");
    assertThat(feature.get("better_SI").isNull()).isTrue();
    assertThat(CommandRun.json(out.resolve("manifest.json")).get("warnings").toString())
        .contains("100.0 % of the answers to F1 contradict each other")
        .contains("1 pairs with a missing answer");
  }
}

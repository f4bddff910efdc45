package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.reference.JsonAgreement;
import org.panelworks.reference.ReferenceCase;

/** The indices job as a user runs it, against the reference case, and what it refuses. */
final class IndicesStudyTest {
  private static final String PANEL = "panel { path = data.csv, format = csv }\n";
  private static final String TRADE =
      "trade { exporter = country, product = product, exports = export, imports = import }";

  @TempDir Path folder;

  private static final String STUDY =
      PANEL
          + "indices { "
          + TRADE
          + """

          concentration = [
            { name = by-country, value = export, of = product, by = [country], greatest = [3] }
            { name = by-product, value = export, of = country, by = [product], greatest = [3] }
          ]
          specialisation { region = country, industry = product, value = export }
          share { value = export, of = [country], within = [product] }
          }
          """;

  /** Matrices of the case, and the words of the result. */
  private static final Map<String, String> MATRICES =
      Map.of(
          "RCA_Balassa", "rca",
          "RSCA", "rsca",
          "NRCA", "nrca",
          "TC", "tc",
          "IMS", "ims",
          "LQ", "rca",
          "RMA_Vollrath", "rma",
          "CA_RCA_minus_RMA", "rca_minus_rma",
          "Lafay_index", "lafay");

  @Test
  void theReferenceCaseAgrees() {
    ReferenceCase reference = ReferenceCase.of("trade-indices");
    Path tables = new SmallStudy(folder).tables(reference.csv(4), STUDY);
    JsonNode expected = reference.expected();
    JsonNode trade = SmallStudy.table(tables, "trade");
    assertThat(trade.get("complete").asBoolean()).isTrue();
    assertThat(trade.get("entries")).hasSize(12);
    List<String> products = List.of("p1", "p2", "p3", "p4");
    for (JsonNode entry : trade.get("entries")) {
      int row = List.of("A", "B", "C").indexOf(entry.get("exporter").asText());
      int column = products.indexOf(entry.get("product").asText());
      MATRICES.forEach(
          (name, word) ->
              JsonAgreement.assertAgree(
                  entry.get(word),
                  expected.get(name).get(row).get(column),
                  1e-9,
                  name + "[" + row + "][" + column + "]"));
    }
    JsonNode zero = trade.get("entries").get(2);
    assertThat(zero.get("tc").isNull()).isTrue();
    assertThat(zero.get("reason").asText()).contains("tc: exports and imports are zero");
    JsonNode countries = SmallStudy.table(tables, "by-country").get("entries");
    JsonNode ofProducts = SmallStudy.table(tables, "by-product").get("entries");
    assertColumn(countries, "hhi", expected.get("HHI_by_country"));
    assertColumn(countries, "hhi_normalised", expected.get("HHI_by_country_normalised"));
    assertColumn(countries, "theil_entropy", expected.get("Theil_entropy_by_country"));
    assertColumn(ofProducts, "hhi", expected.get("HHI_by_product"));
    assertColumn(ofProducts, "hhi_normalised", expected.get("HHI_by_product_normalised"));
    assertColumn(ofProducts, "hhi_points", expected.get("HHI_by_product_points"));
    assertColumn(ofProducts, "cr3", expected.get("CR3_by_product"));
    JsonNode specialisation = SmallStudy.table(tables, "specialisation").get("entries").get(0);
    JsonAgreement.assertAgree(
        specialisation.get("location_quotient"), expected.get("LQ"), 1e-9, "LQ");
    JsonAgreement.assertAgree(
        specialisation.get("gini_hoover"), expected.get("Gini_hoover"), 1e-9, "Gini_hoover");
    for (JsonNode entry : SmallStudy.table(tables, "share").get("entries")) {
      int row = List.of("A", "B", "C").indexOf(entry.get("country").asText());
      int column = products.indexOf(entry.get("product").asText());
      JsonAgreement.assertAgree(
          entry.get("share"), expected.get("IMS").get(row).get(column), 1e-9, "share");
    }
  }

  private static void assertColumn(JsonNode entries, String word, JsonNode expected) {
    assertThat(entries.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      JsonAgreement.assertAgree(entries.get(i).get(word), expected.get(i), 1e-9, word);
    }
  }

  @Test
  void growthSharesAndPenetrationByHand() {
    String csv =
        "maker,year,sales,market\nA,2019,100,1000\nA,2020,150,1000\nB,2019,0,1000\nB,2020,50,0\n";
    Path tables =
        new SmallStudy(folder)
            .tables(
                csv,
                PANEL
                    + """
                    indices {
                      growth { value = sales, time = year, by = [maker] }
                      share = [
                        { name = market-share, value = sales, of = [maker], within = [year], time = year }
                        { name = penetration, value = sales, of = [maker], within = [year],
                          total = market, time = year }
                      ]
                    }
                    """);
    JsonNode series = SmallStudy.table(tables, "growth").get("series");
    assertThat(series.get(0).get("growth").get(1).asDouble()).isCloseTo(0.5, within(1e-12));
    assertThat(series.get(0).get("rank").get(1).asInt()).isEqualTo(1);
    assertThat(series.get(1).get("growth").get(1).isNull()).isTrue();
    assertThat(series.get(1).get("reason").get(1).asText())
        .isEqualTo("the value before is zero or negative");
    JsonNode shares = SmallStudy.table(tables, "market-share").get("entries");
    assertThat(shares.get(2).get("share").asDouble()).isCloseTo(0.75, within(1e-12));
    assertThat(shares.get(2).get("change_points").asDouble()).isCloseTo(-25, within(1e-9));
    JsonNode penetration = SmallStudy.table(tables, "penetration").get("entries");
    assertThat(penetration.get(2).get("share").asDouble()).isCloseTo(0.15, within(1e-12));
    assertThat(penetration.get(2).get("change_points").asDouble()).isCloseTo(5, within(1e-9));
    assertThat(penetration.get(3).get("share").isNull()).isTrue();
    assertThat(penetration.get(3).get("reason").asText()).isEqualTo("the total is zero");
  }

  @Test
  void printedFiguresAreComparedToTheirOwnDigits() {
    Path out =
        new SmallStudy(folder)
            .succeeded(
                "year,sales,market\n2019,1200,8000\n2020,1360,8000\n",
                PANEL
                    + """
                    indices {
                      growth { value = sales, time = year, printed = [
                        { at = 2020, value = 13.3 }, { at = 2020, value = 13.4 }, { at = 2021, value = 1 } ] }
                      share { value = sales, of = [], within = [year], total = market, time = year,
                        printed = [ { quantity = change, at = 2020, value = 2.0 },
                                    { quantity = share, at = 2019, value = 15 } ] }
                    }
                    """);
    JsonNode growth = SmallStudy.table(out.resolve("tables"), "growth").get("printed");
    assertThat(growth.get(0).get("follows").asBoolean()).isTrue();
    assertThat(growth.get(0).get("computed_percent").asDouble())
        .isCloseTo(100 * (1360 / 1200.0 - 1), within(1e-9));
    assertThat(growth.get(1).get("follows").asBoolean()).isFalse();
    assertThat(growth.get(2).get("computed_percent").isNull()).isTrue();
    JsonNode share = SmallStudy.table(out.resolve("tables"), "share").get("printed");
    assertThat(share.get(0).get("follows").asBoolean()).isTrue();
    assertThat(share.get(1).get("follows").asBoolean()).isTrue();
    assertThat(CommandRun.json(out.resolve("manifest.json")).get("warnings").toString())
        .contains("printed growth in 2020 of 13.4 does not follow, the table gives 13.3333")
        .contains("printed growth in 2021 of 1 does not follow, the table gives none");
  }

  @Test
  void theSameNumbersForOneThreeAndEightPartitions() {
    StringBuilder csv = new StringBuilder("country,product,year,x,m\n");
    for (int c = 0; c < 30; c++) {
      for (int p = 0; p < 40; p++) {
        for (int y = 2019; y < 2021; y++) {
          csv.append("c%d,p%d,%d,%d,%d%n".formatted(c, p, y, (c * 37 + p * 91 + y) % 101, c + p));
        }
      }
    }
    CommandRun.write(folder.resolve("data.csv"), csv.toString());
    Path study =
        CommandRun.write(
            folder.resolve("study.conf"),
            PANEL
                + "indices { trade { exporter = country, product = product, time = year,"
                + " exports = x, imports = m }, concentration { value = x, of = country,"
                + " by = [year, product] } }");
    List<JsonNode> found = new ArrayList<>();
    for (int partitions : new int[] {1, 3, 8}) {
      Path out = folder.resolve("out" + partitions);
      Map<String, String> spark =
          Map.of(
              "spark.sql.shuffle.partitions", String.valueOf(partitions),
              "spark.sql.files.maxPartitionBytes", String.valueOf(csv.length() / partitions + 1),
              "spark.sql.files.openCostInBytes", "1");
      CommandRun run = CommandRun.of(spark, "study", study.toString(), "--out", out.toString());
      assertThat(run.code()).as(run.err()).isZero();
      found.add(SmallStudy.table(out.resolve("tables"), "trade"));
      JsonNode concentration = SmallStudy.table(out.resolve("tables"), "concentration");
      assertThat(concentration.get("entries")).hasSize(80);
    }
    assertThat(found.get(0).get("entries")).hasSize(2400);
    JsonAgreement.assertAgree(found.get(1), found.get(0), 1e-10, "3 partitions");
    JsonAgreement.assertAgree(found.get(2), found.get(0), 1e-10, "8 partitions");
  }

  @Test
  void repeatedKeysAreRefusedUnlessTheyAreToBeAdded() {
    String csv = "country,product,export,import\nA,p,1,0\nA,p,2,1\nB,p,3,0\n";
    SmallStudy study = new SmallStudy(folder);
    study.assertRefused(csv, PANEL + "indices { " + TRADE + " }", 3, "occur more than once", "A p");
    Path tables =
        study.tables(csv, PANEL + "indices { " + TRADE.replace("}", ", duplicates = sum }") + " }");
    JsonNode entries = SmallStudy.table(tables, "trade").get("entries");
    assertThat(entries).hasSize(2);
    assertThat(entries.get(0).get("exports").asDouble()).isEqualTo(3);
    assertThat(entries.get(0).get("ims").asDouble()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void whatIsUndefinedHasItsReasonBesideIt() {
    Path out =
        new SmallStudy(folder)
            .succeeded(
                "city,trade,year,jobs,brought\nA,x,1,4,\nA,y,1,6,2\nB,x,1,0,1\nB,y,1,0,1\n",
                PANEL
                    + """
                    indices {
                      trade { exporter = city, product = trade, exports = jobs, imports = brought }
                      concentration { value = jobs, of = trade, by = [city, trade] }
                      specialisation { region = city, industry = trade, value = jobs }
                      growth { value = jobs, time = year, by = [city, trade] }
                      share { value = brought, of = [trade], within = [city] }
                    }
                    """);
    Path tables = out.resolve("tables");
    JsonNode single = SmallStudy.table(tables, "concentration").get("entries").get(0);
    assertThat(single.get("hhi").asDouble()).isEqualTo(1);
    assertThat(single.get("hhi_normalised").isNull()).isTrue();
    assertThat(single.get("reason").asText()).contains("hhi_normalised: there is a single item");
    JsonNode special = SmallStudy.table(tables, "specialisation").get("entries").get(0);
    assertThat(special.get("location_quotient").get(1).get(0).isNull()).isTrue();
    assertThat(special.get("reasons").toString()).isEqualTo("[\"B has nothing in any industry\"]");
    JsonNode growth = SmallStudy.table(tables, "growth").get("series").get(0);
    assertThat(growth.get("compound_growth").isNull()).isTrue();
    assertThat(growth.get("compound_reason").asText()).contains("two times");
    JsonNode shares = SmallStudy.table(tables, "share").get("entries");
    assertThat(shares.get(0).get("reason").asText()).isEqualTo("the value is missing");
    assertThat(shares.get(1).get("share").isNull()).isTrue();
    assertThat(shares.get(1).get("reason").asText()).isEqualTo("a value of the total is missing");
    assertThat(shares.get(2).get("share").asDouble()).isEqualTo(0.5);
    assertThat(CommandRun.json(out.resolve("manifest.json")).get("warnings").toString())
        .contains("brought is missing in 1 rows, which add nothing to the totals of imports")
        .contains("specialisation: B has nothing in any industry");
  }

  @Test
  void missingLabelsNegativeSharesAndWrongNumbersOfTheGreatestAreRefused() {
    SmallStudy study = new SmallStudy(folder);
    String csv = "maker,year,sales\nA,2020,-1\n,2020,2\n";
    String growth = "indices { growth { value = sales, time = year, by = [maker] } }";
    study.assertRefused(csv, PANEL + growth, 3, "`maker` is missing in a row");
    String share = "indices { share { value = sales, of = [maker], within = [year] } }";
    study.assertRefused(
        csv.replace("\n,", "\nB,"), PANEL + share, 3, "`sales` must not be negative", "2020 A");
    String concentration = "indices { concentration { value = sales, of = maker, greatest = ";
    study.assertRefused(csv, PANEL + concentration + "1.5 } }", 2, "whole numbers", "1.5");
    study.assertRefused(csv, PANEL + concentration + "[2, 2] } }", 2, "each once, got [2, 2]");
    study.assertRefused(csv, PANEL + concentration + "1, by = [Total] } }", 2, "`Total`");
  }

  @Test
  void negativeAndMissingExportsAndAnEmptySectionAreRefused() {
    SmallStudy study = new SmallStudy(folder);
    String settings = PANEL + "indices { " + TRADE + " }";
    study.assertRefused(
        "country,product,export,import\nA,p,-1,0\n", settings, 3, "`export`", "got -1.0", "A p");
    study.assertRefused(
        "country,product,export,import\nA,p,,0\nA,q,1,0\n", settings, 3, "missing value");
    study.assertRefused("country\nA\n", PANEL + "indices { }", 2, "at least one of trade");
  }
}

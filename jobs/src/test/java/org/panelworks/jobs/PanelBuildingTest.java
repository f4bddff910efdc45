package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From several tables to a screened, filled and balanced panel, as a user runs it. */
final class PanelBuildingTest {
  private static final String STUDY =
      """
      panel {
        unit = Stkcd, time = year
        tables = [
          { path = accounts.csv, format = csv }
          { path = firms.csv, format = csv, join = "m:1", on = [Stkcd] }
          { path = trades.csv, format = csv, join = "1:1", on = [Stkcd, year]
            derive { year = "year(day)" }
            aggregate { by = [Stkcd, year], order-by = day, columns { price = "last(price)" } } }
        ]
      }
      interpolate { columns = [sales], max-gap = 2 }
      derive {
        growth = { of = sales, method = growth }
        adjusted = { of = sales, method = group-adjusted, by = [Nnindcd, year], statistic = median }
      }
      screens.cn-a-shares { st = ever, finance = drop, listed-years = 2, b-shares = drop }
      sample { balanced = true, require = [price] }
      describe { variables = [sales, growth, adjusted, price], correlation = none }
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeTables() {
    StringBuilder accounts = new StringBuilder("Stkcd,year,sales\n");
    StringBuilder trades = new StringBuilder("Stkcd,day,price\n");
    for (String firm : new String[] {"000001", "000002", "000003", "200004", "600005"}) {
      for (int year = 2010; year < 2014; year++) {
        boolean empty = firm.equals("000001") && year == 2011;
        String sales = empty ? "" : Integer.toString(10 * (year - 2009));
        accounts.append(firm).append(',').append(year).append(',').append(sales).append('\n');
        if (!firm.equals("600005") || year > 2010) {
          trades.append(firm).append(',').append(year).append("-06-30,5\n");
          trades.append(firm).append(',').append(year).append("-12-31,7\n");
        }
      }
    }
    CommandRun.write(folder.resolve("accounts.csv"), accounts.toString());
    CommandRun.write(folder.resolve("trades.csv"), trades.toString());
    CommandRun.write(
        folder.resolve("firms.csv"),
        """
        Stkcd,Stknme,Nnindcd,Listdt
        000001,Alpha,C13,1991-01-01
        000002,*STBeta,C13,1991-01-01
        000003,Bank,J66,1991-01-01
        200004,Gamma,C13,1991-01-01
        600005,Delta,C13,1991-01-01
        """);
  }

  private CommandRun run(String command, String study) {
    Path file = CommandRun.write(folder.resolve("study.conf"), study);
    return command.equals("check")
        ? CommandRun.of("check", file.toString())
        : CommandRun.of("study", file.toString(), "--out", folder.resolve("out").toString());
  }

  private void assertRefused(String command, String study, int code, String... words) {
    CommandRun run = run(command, study);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.message()).contains(words);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void everyStepIsInTheTables() {
    CommandRun run = run("study", STUDY);
    assertThat(run.code()).as(run.err()).isZero();
    Path tables = folder.resolve("out/tables");
    JsonNode steps = SmallStudy.table(tables, "attrition").get("steps");
    assertThat(steps.findValuesAsText("name"))
        .containsExactly(
            "B shares", "finance", "ST, ever", "listed under 2 years", "require", "balanced");
    assertThat(steps.findValuesAsText("rows_after"))
        .containsExactly("16", "12", "8", "8", "7", "4");
    assertThat(steps.findValuesAsText("units_after")).containsExactly("4", "3", "2", "2", "2", "1");
    assertThat(steps.get(4).get("missing").get("price").asInt()).isEqualTo(1);
    JsonNode joins = SmallStudy.table(tables, "joins").get("joins");
    assertThat(joins.findValuesAsText("unmatched")).containsExactly("0", "1");
    assertThat(joins.findValuesAsText("table_rows")).containsExactly("5", "19");
    JsonNode fills = SmallStudy.table(tables, "interpolation").get("columns");
    assertThat(fills.get(0).get("filled").asInt()).isEqualTo(1);
    assertThat(fills.get(0).get("filled_in_sample").asInt()).isEqualTo(1);
    assertThat(tables.resolve("joins.md")).content().contains("m:1", "Unmatched");
    assertThat(tables.resolve("interpolation.md")).content().contains("sales");
  }

  @Test
  void repeatedKeysAreWrongDataAndNamed() {
    CommandRun.write(folder.resolve("trades.csv"), "Stkcd,day,price\n000001,2010-12-31,1\n");
    CommandRun.write(
        folder.resolve("firms.csv"),
        "Stkcd,Stknme,Nnindcd,Listdt\n000001,A,C,1991\n000001,A,C,1991\n");
    assertRefused(
        "study",
        STUDY,
        3,
        "panel.tables `firms`, joined m:1: (`Stkcd`) must be unique, but 1 key stands in 2 rows:"
            + " (000001)");
  }

  @Test
  void checkKnowsTheColumnsOfEveryTableAndScreen() {
    assertThat(run("check", STUDY).code()).isZero();
    assertRefused(
        "check", STUDY.replace("last(price)", "last(prise)"), 3, "`trades`", "no column `prise`");
    assertRefused(
        "check",
        STUDY.replace("b-shares = drop", "b-shares = drop, columns { industry = Indcd }"),
        3,
        "screens.cn-a-shares.finance: no column `Indcd`");
  }

  @Test
  void wrongSettingsAreNamedTogetherWithTheirLines() {
    assertRefused(
        "study",
        STUDY.replace("\"1:1\"", "\"1:n\"").replace("st = ever", "sst = ever"),
        2,
        "study.conf:6: panel.tables[2].join: must be one of 1:1, m:1, got 1:n",
        "screens.cn-a-shares.sst: unknown key");
  }
}

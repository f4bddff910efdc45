package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.panelworks.DataException;
import org.panelworks.SettingsException;

/** A panel of several tables: joined without a row more or less, and every match counted. */
final class TablesTest extends PanelFolder {
  private static final String FIRST = "{ name = statements, path = statements.csv, format = csv }";

  @BeforeEach
  void writeTables() {
    write(
        "statements.csv",
        """
        firm,year,roe
        000001,2011,0.1
        000001,2012,0.2
        000002,2012,0.3
        000003,2012,0.4
        """);
    write("firms.csv", "firm,listed,city\n000001,1991,bj\n000002,1992,sh\n,1990,gz\n");
    write("policy.csv", "city,start,level\nbj,2012,2\nbj,2005,1\nsh,2013,9\n");
    write(
        "months.csv",
        """
        Symbol,day,price,ret
        000001,2010-11-30,9,0.5
        000001,2010-12-31,10,0.0
        000001,2011-01-31,11,0.1
        000001,2011-12-31,12,0.2
        000001,2011-06-30,,
        000002,2011-12-31,7,-0.5
        """);
  }

  private PanelStudy joined(String... tables) {
    return PanelStudy.of(
        folder,
        "panel { unit = firm, time = year, tables = [\n"
            + FIRST
            + "\n"
            + String.join("\n", tables)
            + "\n] }");
  }

  private static String table(String name, String more) {
    return "{ path = " + name + ".csv, format = csv, " + more + " }";
  }

  private static List<String> rows(PanelStudy study, String... columns) {
    return rows(study, PanelStudy.numeric(columns));
  }

  @Test
  void manyRowsOfAFirmTakeTheFirmsOneAndRowsWithoutAMatchStay() {
    PanelStudy study = joined(table("firms", "join = \"m:1\", on = [firm], columns = [listed]"));
    try (PreparedPanel panel = study.prepare(PanelStudy.numeric("roe", "listed"))) {
      assertThat(PanelStudy.rows(panel.blocks()))
          .containsExactly(
              "000001|2011|0.1|1991.0",
              "000001|2012|0.2|1991.0",
              "000002|2012|0.3|1992.0",
              "000003|2012|0.4|.");
      assertThat(panel.notes().joins())
          .containsExactly(new JoinCount("firms", "m:1", "firm", 3, 2, 1, 4, 3));
      assertThat(panel.warnings())
          .contains("panel.tables `firms`: 1 of 4 rows of the panel have no match in it (firm)");
      assertThat(panel.input().orElseThrow().files()).hasSize(2);
    }
  }

  @Test
  void keysThatStandTwiceAreRefusedWithThem() {
    write("firms.csv", "firm,listed\n000001,1991\n000001,1992\n000002,1992\n");
    PanelStudy study = joined(table("firms", "join = \"m:1\", on = [firm]"));
    assertThatThrownBy(() -> rows(study, "roe"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "panel.tables `firms`, joined m:1: (`firm`) must be unique, but 1 key stands in 2 rows:"
                + " (000001)");
  }

  @Test
  void oneToOneAsksItOfThePanelToo() {
    PanelStudy study = joined(table("firms", "join = \"1:1\", on = [firm]"));
    assertThatThrownBy(() -> rows(study, "roe"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("joined 1:1, in the panel")
        .hasMessageContaining("1 key stands in 2 rows: (000001)");
  }

  @Test
  void asOfTakesTheLastRowAtOrBefore() {
    PanelStudy study =
        joined(
            table("firms", "join = \"m:1\", on = [firm], columns = [city]"),
            table("policy", "join = \"m:1\", on = [city], as-of = \"year = start\""));
    try (PreparedPanel panel = study.prepare(PanelStudy.numeric("level", "start"))) {
      assertThat(PanelStudy.rows(panel.blocks()))
          .containsExactly(
              "000001|2011|1.0|2005.0",
              "000001|2012|2.0|2012.0",
              "000002|2012|.|.",
              "000003|2012|.|.");
      assertThat(panel.notes().joins().get(1))
          .isEqualTo(new JoinCount("policy", "m:1", "city, year >= start", 3, 3, 0, 4, 2));
    }
    PanelStudy lagged =
        joined(
            table("firms", "join = \"m:1\", on = [firm], columns = [city]"),
            table("policy", "join = \"m:1\", on = [city], as-of = \"year = start\", lag = 1"));
    assertThat(rows(lagged, "level")).contains("000001|2012|1.0");
  }

  @Test
  void firmYearsAreMadeOfDaysAndJoinedAYearLater() {
    String months =
        """
        { name = trades, path = months.csv, format = csv, strings = [Symbol]
          derive { year = "year(day)" }, filter = "price > 0 OR price IS NULL"
          aggregate {
            by = [Symbol, year], order-by = day
            columns {
              close = "last(price)", open = "first(price)", n = "count(price)", days = "count(*)"
              mean = "mean(price)", sd = "sd(price)", top = "max(price)", low = "min(price)"
              mid = "median(price)", sum = "sum(price)", grown = "compound(ret)"
            }
          }
          join = "1:1", on = ["firm = Symbol", year], lag = LAG
        }
        """;
    String[] columns = {"close", "open", "n", "days", "mean", "top", "low", "mid", "sum"};
    assertThat(rows(joined(months.replace("LAG", "0")), columns))
        .contains("000001|2011|12.0|11.0|2.0|3.0|11.5|12.0|11.0|11.5|23.0")
        .contains("000001|2012|.|.|.|.|.|.|.|.|.");
    PanelStudy lagged = joined(months.replace("LAG", "1"));
    assertThat(rows(lagged, "close", "grown"))
        .containsExactly(
            "000001|2011|10.0|0.5",
            "000001|2012|12.0|0.32000000000000006",
            "000002|2012|7.0|-0.5",
            "000003|2012|.|.");
    try (PreparedPanel panel = lagged.prepare(PanelStudy.numeric("sd"))) {
      assertThat(panel.notes().joins().get(0).on()).isEqualTo("firm = Symbol, year - 1 = year");
    }
  }

  @Test
  void columnsAreRenamedAndMarksMayBeUsed() {
    PanelStudy study =
        PanelStudy.of(
            folder,
            "panel { unit = firm, time = year, tables = [\n"
                + FIRST
                + "\n"
                + table("firms", "join = \"m:1\", on = [firm], rename { listed = born }")
                + "] }\nsample { drop = [ { where = \"NOT matched_firms\" } ] }");
    assertThat(rows(study, "born")).hasSize(3).first().isEqualTo("000001|2011|1991.0");
  }

  @Test
  void theFirstTableMayBeChosenFromAndAggregatedAlone() {
    PanelStudy study =
        PanelStudy.of(
            folder,
            """
            panel { unit = firm, time = year, tables = [
              { path = months.csv, format = csv, strings = [Symbol], derive { year = "year(day)" }
                aggregate { by = [Symbol, year], columns { n = "count(*)" } }
                rename { Symbol = firm } }
            ] }
            """);
    assertThat(rows(study, "n"))
        .containsExactly("000001|2010|2.0", "000001|2011|3.0", "000002|2011|1.0");
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertData("columns = [listd]", "panel.tables `firms`.columns: no column `listd` in the table");
    assertData("rename { lsted = x }", "panel.tables `firms`.rename: no column `lsted`");
    PanelStudy filtered = joined(table("firms", "join = \"m:1\", on = [firm], filter = listed"));
    assertThatThrownBy(() -> rows(filtered, "roe"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("panel.tables `firms`.filter: `listed` must be a condition");
    assertData("columns = [firm]", "the panel already has `firm`: keys are not");
    write("firms.csv", "firm,roe\n000001,1\n");
    assertData("columns = []", "the panel already has `roe`");
    PanelStudy number =
        joined("{ path = policy.csv, format = csv, join = \"m:1\", on = [\"firm = level\"] }");
    assertThatThrownBy(() -> rows(number, "roe"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("`firm` is string in the panel, but `level` is int in the table");
    PanelStudy absent = joined("{ path = nowhere.csv, format = csv, join = \"m:1\", on = [firm] }");
    assertThatThrownBy(() -> rows(absent, "roe"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("panel.tables `nowhere`")
        .hasMessageContaining("no such input");
  }

  private void assertData(String more, String words) {
    PanelStudy study = joined(table("firms", "join = \"m:1\", on = [firm], " + more));
    assertThatThrownBy(() -> rows(study, "roe"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(words);
  }

  @Test
  void wrongSettingsAreRefused() {
    assertRefused("on = [firm]", "join: is required and missing");
    assertRefused("join = \"1:m\", on = [firm]", "must be one of 1:1, m:1, got 1:m");
    assertRefused("join = \"m:1\"", "on: is required and missing");
    assertRefused("join = \"m:1\", on = [firm], lag = 1", "needs panel.time among the columns");
    assertRefused("join = \"m:1\", on = [\"a = b = c\"]", "got a = b = c");
    assertRefused("join = \"1:1\", on = [firm], as-of = year", "must be m:1 with as-of");
    assertRefused(
        "join = \"m:1\", on = [firm], aggregate { by = [firm], columns { x = \"avrg(roe)\" } }",
        "aggregate `avrg` is not one of compound, count");
    assertRefused(
        "join = \"m:1\", on = [firm], aggregate { by = [firm], columns { x = \"last(roe)\" } }",
        "last needs order-by");
    assertRefused("join = \"m:1\", on = [firm], name = statements", "a name of its own");
    assertThatThrownBy(() -> PanelStudy.of(folder, "panel { path = x, tables = [" + FIRST + "] }"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("path: belongs to a table where there are panel.tables");
  }

  private void assertRefused(String more, String words) {
    assertThatThrownBy(() -> joined(table("firms", more)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(words);
  }
}

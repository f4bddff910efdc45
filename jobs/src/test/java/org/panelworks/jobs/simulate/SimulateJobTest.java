package org.panelworks.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.SettingsException;
import org.panelworks.jobs.panel.LocalSpark;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.simulation.FirmYearOptions;
import org.panelworks.simulation.FirmYearProcess;

final class SimulateJobTest {
  private static final Path SHIPPED =
      Path.of("").toAbsolutePath().resolveSibling("conf/digital-transformation.conf");
  private static final String PANEL = "panel { path = \"out/p/data/panel.parquet\" }\n";
  private static final String TRUTHS =
      "coefficients { dt = 1, lev = 2, lnasset = 3, cash = 4, age = 5, soe = 6, opinion = 7,"
          + " board = 8 }\n";

  @TempDir Path folder;

  private SettingsReader reader(String text) {
    try {
      Path study = Files.writeString(folder.resolve("study.conf"), text);
      return SettingsReader.of(study, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SimulatePlan plan(String panel, String section) {
    SettingsReader reader = reader(panel + "simulate {\n" + section + "\n}\n");
    SimulatePlan plan = (SimulatePlan) new SimulateJob().plan(reader.section("simulate"));
    reader.finish();
    return plan;
  }

  @Test
  void theShippedStudyStatesTheProcessWhoseIntervalsAreTested() {
    SettingsReader reader = SettingsReader.of(SHIPPED, Map.of());

    assertThat(SimulateSettings.read(reader.section("simulate")))
        .map(SimulateSettings::options)
        .contains(FirmYearOptions.digitalTransformation(1, 3100, 24738));
  }

  @Test
  void rowsAreSortedAndTheSameHoweverManyPartitionsDrawThem() {
    FirmYearProcess process = FirmYearProcess.of(FirmYearOptions.digitalTransformation(4, 40, 250));
    List<Row> one = rows(process, 1);

    assertThat(rows(process, 3)).isEqualTo(one);
    assertThat(rows(process, 8)).isEqualTo(one);
    assertThat(one.stream().map(row -> row.getString(0) + row.getInt(1)).toList()).isSorted();
  }

  private static List<Row> rows(FirmYearProcess process, int partitions) {
    return SimulatedRows.of(LocalSpark.session(), process, process.firms(), partitions)
        .collectAsList();
  }

  @Test
  void resultsHoldThePanelUnderItsNameAndTheTruths() throws Exception {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, Dataset<Row>> rows = new LinkedHashMap<>();
    plan(
            "panel { path = \"out/p/data/firms.parquet\" }\n",
            "process = digital-transformation, seed = 9, firms = 30, rows = 200\n" + TRUTHS)
        .run(LocalSpark.session(), Results.into(texts, rows));

    assertThat(rows).containsOnlyKeys("data/firms.parquet");
    Dataset<Row> panel =
        rows.getOrDefault("data/firms.parquet", LocalSpark.session().emptyDataFrame());
    assertThat(panel.columns())
        .containsExactly(
            "stkcd",
            "year",
            "industry",
            "list_year",
            "delisted",
            "is_st",
            "roe",
            "dt",
            "lev",
            "total_assets",
            "cash",
            "soe",
            "opinion",
            "board");
    JsonNode json = new ObjectMapper().readTree(texts.get("tables/simulation.json"));
    assertThat(json.get("seed").asLong()).isEqualTo(9);
    assertThat(json.get("rows").asLong()).isEqualTo(panel.count());
    assertThat(json.get("rows_after_screens").asInt()).isEqualTo(200);
    assertThat(json.get("coefficients")).hasSize(8);
    assertThat(json.at("/coefficients/1/term").asText()).isEqualTo("lev");
    assertThat(json.at("/coefficients/1/truth").asDouble()).isEqualTo(2);
    assertThat(texts.get("tables/simulation.md")).contains("| lev", "2.000", "Seed 9.");
  }

  @Test
  void aMissingCellIsNullAndACountIsWhole() {
    FirmYearProcess process =
        FirmYearProcess.of(FirmYearOptions.digitalTransformation(4, 100, 700));
    Dataset<Row> panel =
        SimulatedRows.of(LocalSpark.session(), process, process.firms(), 2).cache();

    for (String name : List.of("roe", "total_assets", "soe", "board")) {
      assertThat(panel.filter(panel.col(name).isNull()).count()).as(name).isPositive();
    }
    assertThat(panel.schema().apply("board").dataType().typeName()).isEqualTo("integer");
    panel.unpersist();
  }

  @Test
  void thePanelGoesWhereTheStudyLooksForItFirst() {
    String section = "process = digital-transformation, seed = 1\n" + TRUTHS;

    assertThat(plan(PANEL, section).output())
        .isEqualTo(Optional.of(folder.toAbsolutePath().resolve("out/p").toString()));
    assertThat(plan("panel { path = \"../p/data/x.parquet\" }\n", section).output())
        .isEqualTo(Optional.of(folder.toAbsolutePath().resolveSibling("p").toString()));
    assertThat(plan("panel { path = \"/abs/data/x.parquet\" }\n", section).output())
        .contains("/abs");
    assertThat(plan("panel { path = \"hdfs://n:1/p/data/x.parquet\" }\n", section).output())
        .contains("hdfs://n:1/p");
  }

  @Test
  void aPathThatNoResultCanHaveIsRefused() {
    SimulatePlan plan =
        plan(
            "panel { path = \"panel.parquet\" }\n",
            "process = digital-transformation, seed = 1\n" + TRUTHS);

    assertThatThrownBy(plan::output)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("panel.path")
        .hasMessageContaining("DIR/data/NAME.parquet")
        .hasMessageContaining("`panel.parquet`");
  }

  @Test
  void everythingWrongIsNamedInOneMessage() {
    assertThatThrownBy(
            () ->
                plan(
                    "panel { path = \"out/p/data/x.parquet\", format = csv }\n",
                    "process = digital\nfirms = many\nsed = 3\neffects { firm = -1 }\n"
                        + "coefficients { dt = 1, lev = 2 }"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("digital-transformation")
        .hasMessageContaining("a whole number")
        .hasMessageContaining("simulate.seed: is required and missing")
        .hasMessageContaining("simulate.sed: unknown key")
        .hasMessageContaining("effects.firm must lie in")
        .hasMessageContaining("coefficients.board")
        .hasMessageContaining("must be parquet");
  }

  @Test
  void tooFewRowsForTheFirmsAreRefused() {
    assertThatThrownBy(
            () ->
                plan(
                    PANEL,
                    "process = digital-transformation, seed = 1, firms = 10, rows = 19\n" + TRUTHS))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("rows")
        .hasMessageContaining("19");
  }
}

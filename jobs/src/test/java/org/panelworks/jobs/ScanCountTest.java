package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.jobs.panel.LocalSpark;
import org.panelworks.reference.ReferenceCase;

/** A table of ten columns reads the data as often as a table of one. */
final class ScanCountTest {
  private static final int ROWS = 1031;

  private static final List<String> TEN =
      List.of(
          "l_emp ~ l_wage + l_capital + l_output + emp | firm + year",
          "l_emp ~ l_wage | firm + year",
          "l_emp ~ l_capital | firm + year",
          "l_emp ~ l_output | firm + year",
          "l_emp ~ emp | firm + year",
          "l_emp ~ l_wage + l_capital | firm + year",
          "l_emp ~ l_wage + l_output | firm + year",
          "l_wage ~ l_emp + l_output | firm + year",
          "l_output ~ l_wage:l_capital | firm + year",
          "l_capital ~ l_wage * emp | firm + year");

  @TempDir Path folder;

  @BeforeEach
  void writeThePanel() {
    Path csv =
        CommandRun.write(folder.resolve("data.csv"), ReferenceCase.of("empluk_panel").csv(0));
    LocalSpark.session()
        .read()
        .option("header", "true")
        .option("inferSchema", "true")
        .csv(csv.toString())
        .repartition(3)
        .write()
        .parquet(folder.resolve("panel.parquet").toString());
  }

  private InputCounter.Counts counts(String settings, List<String> formulas, List<String> vcovs) {
    StringBuilder study =
        new StringBuilder("panel { path = panel.parquet, unit = firm, time = year }\n");
    study.append(settings).append("\nregress { tables.t = [\n");
    for (int i = 0; i < formulas.size(); i++) {
      study.append("{ formula = \"").append(formulas.get(i)).append("\", vcov = ");
      study.append(vcovs.get(i % vcovs.size())).append(" }\n");
    }
    Path file = CommandRun.write(folder.resolve("study.conf"), study.append("] }\n").toString());
    InputCounter.taken();
    CommandRun run =
        CommandRun.of(
            Map.of(
                "spark.extraListeners",
                InputCounter.class.getName(),
                "spark.sql.adaptive.enabled",
                "false"),
            "regress",
            file.toString(),
            "--out",
            folder.resolve("out").toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(CommandRun.json(folder.resolve("out/tables/t.json")).get("models"))
        .hasSize(formulas.size());
    return InputCounter.taken();
  }

  @Test
  void tenColumnsOfOneSampleReadAsOftenAsOne() {
    List<String> vcovs = List.of("{ cluster = [firm] }");
    InputCounter.Counts one = counts("", TEN.subList(0, 1), vcovs);
    InputCounter.Counts ten = counts("", TEN, vcovs);
    assertThat(one.records()).isGreaterThanOrEqualTo(ROWS);
    assertThat(one.jobs()).isPositive();
    assertThat(ten).isEqualTo(one);
  }

  @Test
  void neitherEffectsNorCovariancesNorWinsorizedColumnsAddScans() {
    List<String> mixed = new ArrayList<>(TEN.subList(0, 6));
    String slopes = "l_emp ~ l_wage + l_capital + l_output";
    mixed.addAll(
        List.of(slopes, slopes + " | firm", slopes + " | sector + year", slopes + " | sector"));
    String winsorize = "winsorize { lower = 0.01, upper = 0.99, columns = ";
    InputCounter.Counts one =
        counts(winsorize + "[emp] }", TEN.subList(0, 1), List.of("{ cluster = [firm] }"));
    InputCounter.Counts ten =
        counts(
            winsorize + "[emp, wage, capital, output] }",
            mixed,
            List.of("iid", "robust", "{ cluster = [firm] }", "{ cluster = [firm, year] }"));
    assertThat(ten).isEqualTo(one);
  }
}

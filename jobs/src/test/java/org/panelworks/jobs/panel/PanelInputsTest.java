package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.panelworks.DataException;

final class PanelInputsTest extends PanelFolder {
  @Test
  void wholeNumberCodesOfAParquetFileCanBeText() {
    LocalSpark.session()
        .sql("SELECT 1 AS firm, 66 AS industry")
        .write()
        .parquet(folder.resolve("codes.parquet").toString());
    PanelStudy study =
        PanelStudy.of(folder, "panel { path = codes.parquet, unit = firm, strings = [industry] }");
    assertThat(rows(study, PanelStudy.categories("industry"))).containsExactly("1|-|66");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("industry")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must be numeric");
  }

  @Test
  void partitionColumnsKeepLeadingZeros() {
    LocalSpark.session()
        .sql("SELECT * FROM VALUES ('000001', 1.0D), ('000002', 2.0D) AS t(firm, roe)")
        .write()
        .partitionBy("firm")
        .parquet(folder.resolve("parts.parquet").toString());
    PanelStudy study = PanelStudy.of(folder, "panel { path = parts.parquet, unit = firm }");
    assertThat(rows(study, PanelStudy.numeric("roe")))
        .containsExactly("000001|-|1.0", "000002|-|2.0");
  }

  @Test
  void theStudysFolderComesBeforeTheCurrentDirectory() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("panel.csv"), "firm,roe\n9,9\n");
    write("panel.csv", "firm,roe\n1,1\n");
    String text = "panel { path = %s, format = csv, unit = firm }";
    assertThat(rows(PanelStudy.of(other, text.formatted("panel.csv")), PanelStudy.numeric("roe")))
        .containsExactly("9|-|9.0");
    String absolute = "\"" + folder.resolve("panel.csv") + "\"";
    assertThat(rows(PanelStudy.of(other, text.formatted(absolute)), PanelStudy.numeric("roe")))
        .containsExactly("1|-|1.0");
  }

  @Test
  void missingInputIsRefused() {
    PanelStudy study = PanelStudy.of(folder, "panel { path = \"no/such.parquet\" }");
    assertThat(study.preparation().inputs()).isEmpty();
    assertThatThrownBy(() -> study.prepare(PanelNeeds.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such input `no/such.parquet`");
  }

  @Test
  void brokenFilesAreRefused() {
    write("broken.parquet", "PAR1 this is no parquet file PAR1");
    PanelStudy study = PanelStudy.of(folder, "panel { path = broken.parquet }");
    assertThatThrownBy(() -> study.prepare(PanelNeeds.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot read `broken.parquet`");
  }

  @Test
  void csvRecordsOfTheWrongLengthAreRefused() {
    PanelStudy study = study(ROWS + "000009,2012\n", "");
    assertThatThrownBy(() -> study.prepare(PanelStudy.numeric("roe")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot read `panel.csv`");
  }

  @Test
  void csvFilesWithOtherHeadersAreRefused() {
    write("a1.csv", "firm,year,roe\n1,2012,0.5\n");
    write("a2.csv", "firm,roe,year\n2,0.5,2012\n");
    PanelStudy study =
        PanelStudy.of(
            folder, "panel { path = \"a*.csv\", format = csv, unit = firm, time = year }");
    assertThatThrownBy(() -> study.prepare(PanelStudy.categories("roe")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("header does not conform");
  }

  @Test
  void repeatedHeadersAreRefused() {
    write("panel.csv", "firm,roe,ROE\n1,2,3\n");
    PanelStudy study = PanelStudy.of(folder, "panel { path = panel.csv, format = csv }");
    assertThatThrownBy(() -> study.preparation().check(PanelNeeds.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("more than one column named `ROE`");
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstName() {
    write("panel.csv", "\ufefffirm,roe\n1,2\n");
    PanelStudy study =
        PanelStudy.of(folder, "panel { path = panel.csv, format = csv, unit = firm }");
    assertThat(rows(study, PanelStudy.numeric("roe"))).containsExactly("1|-|2.0");
  }

  @Test
  void optionsReachTheReader() {
    write("panel.csv", "firm;roe\n1;NA\n2;3,5\n");
    PanelStudy study =
        PanelStudy.of(
            folder,
            """
            panel { path = panel.csv, format = csv, unit = firm,
                    options { sep = ";", nullValue = NA } }
            derive { r = "CAST(replace(roe, ',', '.') AS DOUBLE)" }
            """);
    assertThat(rows(study, PanelStudy.numeric("r"))).containsExactly("1|-|.", "2|-|3.5");
  }

  @Test
  void globsAndStrangeFoldersWork() throws IOException {
    Path strange = Files.createDirectories(folder.resolve("数据 [1] {a}"));
    Files.writeString(strange.resolve("p1.csv"), "firm,roe\n1,2\n");
    Files.writeString(strange.resolve("p2.csv"), "firm,roe\n2,3\n");
    PanelStudy study =
        PanelStudy.of(strange, "panel { path = \"p*.csv\", format = csv, unit = firm }");
    try (PreparedPanel panel = study.prepare(PanelStudy.numeric("roe"))) {
      assertThat(PanelStudy.rows(panel.blocks())).containsExactly("1|-|2.0", "2|-|3.0");
      PanelInput input = panel.input().orElseThrow();
      assertThat(input.files()).hasSize(2);
      assertThat(input.bytes()).isEqualTo(26);
      assertThat(input.rows()).isEqualTo(2);
      assertThat(input.schema()).containsEntry("firm", "string").containsEntry("roe", "int");
      assertThat(input.fingerprint()).matches("[0-9a-f]{64}");
    }
  }

  @Test
  void tablesOfTheCatalogAreRead() {
    LocalSpark.table("firm STRING, roe DOUBLE", List.of(RowFactory.create("1", 2.0)))
        .createOrReplaceTempView("firms_of_the_catalog");
    PanelStudy study = PanelStudy.of(folder, "panel { path = firms_of_the_catalog, unit = firm }");
    assertThat(rows(study, PanelStudy.numeric("roe"))).containsExactly("1|-|2.0");
  }
}

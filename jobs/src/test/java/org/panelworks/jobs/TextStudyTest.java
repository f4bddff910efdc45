package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.jobs.panel.LocalSpark;

/** The shipped study of texts as a user runs it: measures first, then the panel they make. */
final class TextStudyTest {
  private static final String STUDY = "../conf/text-measures.conf";

  /** Python 3.11.7, module re: {@code python3 scripts/reference/text_counts.py}. */
  private static final List<String> PYTHON =
      List.of(
          "engine-en_2023 4",
          "engine-en_2024 3",
          "engine-en_2025 5",
          "engine-zh_2023 4",
          "engine-zh_2024 4",
          "engine-zh_2025 7",
          "measure-en_2023 12",
          "measure-en_2024 9",
          "measure-en_2025 7",
          "measure-zh_2023 14",
          "measure-zh_2024 10",
          "measure-zh_2025 10");

  @TempDir Path folder;

  @Test
  void theShippedPagesAreCountedAndTheirMeasuresJoinedToAPanel() throws IOException {
    Path texts = folder.resolve("texts");
    CommandRun counted = CommandRun.of("text", STUDY, "--out", texts.toString());
    assertThat(counted.code()).as(counted.err()).isZero();
    JsonNode manifest = CommandRun.json(texts.resolve("manifest.json"));
    assertThat(manifest.at("/inputs/0/files").size()).isEqualTo(12);
    assertThat(manifest.at("/inputs/1/words").asInt()).isEqualTo(56);
    assertThat(manifest.at("/study/text/expansion/seed").asInt()).isEqualTo(2025);
    assertThat(manifest.get("warnings").size()).isZero();
    JsonNode summary = CommandRun.json(texts.resolve("tables/text.json")).get("summary");
    assertThat(summary.size()).isEqualTo(4);
    assertThat(summary.at("/0/documents").asInt()).isEqualTo(12);
    assertThat(Files.readString(texts.resolve("tables/text-themes.md"))).contains("区块链");
    assertThat(counts(texts)).isEqualTo(PYTHON);
    assertThat(CommandRun.of("verify", texts.toString()).code()).isZero();

    Path own =
        CommandRun.write(
            folder.resolve("joined.conf"),
            "panel { unit = page, time = year, tables = [\n"
                + "  { path = pages.csv, format = csv }\n"
                + "  { path = \"texts/data/text-measures.parquet\", name = texts, join = \"1:1\","
                + " on = [page, year] } ] }\n"
                + "describe { variables = [digital_count, x] }\n");
    CommandRun.write(
        folder.resolve("pages.csv"), "page,year,x\nmeasure-zh,2023,1\nengine-en,2025,2\n");
    Path out = folder.resolve("out");
    CommandRun joined = CommandRun.of("study", own.toString(), "--out", out.toString());
    assertThat(joined.code()).as(joined.err()).isZero();
    assertThat(Files.readString(out.resolve("tables/joins.json"))).contains("\"matched\" : 2");
  }

  @Test
  void theStudyCountsTheWordsFirst() {
    Path texts = folder.resolve("texts");
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of(
            "study", STUDY, "--out", out.toString(), "--set", "text.out=\"" + texts + "\"");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(counts(texts)).isEqualTo(PYTHON);
    JsonNode manifest = CommandRun.json(out.resolve("manifest.json"));
    assertThat(manifest.at("/sources/0/job").asText()).isEqualTo("text");
    assertThat(manifest.at("/inputs/0/rows").asInt()).isEqualTo(12);
  }

  private static List<String> counts(Path texts) {
    return LocalSpark.session()
        .read()
        .parquet(texts.resolve("data/text-measures.parquet").toString())
        .select("page", "year", "digital_count")
        .collectAsList()
        .stream()
        .map((Row row) -> row.getString(0) + "_" + row.getLong(1) + " " + row.getLong(2))
        .toList();
  }

  @Test
  void refusalsHaveTheirExitCodesAndLeaveNothing() {
    CommandRun.write(folder.resolve("d.txt"), "AI\n");
    CommandRun.write(folder.resolve("t.csv"), "id,text\n1,AI\n1,AI\n");
    String section = "path = t.csv, format = csv, id = id, text = text, dictionaries { d = d.txt }";
    assertRefused(section, 3, "1 keys (id) have more than one document: (1)");
    assertRefused(section + ", windw = 1", 2, "windw: unknown key");
    assertRefused(
        section + ", duplicates = sum, expansion { seeds = [AI] }", 4, "none of the seeds occurs");
  }

  private void assertRefused(String section, int code, String words) {
    Path study = CommandRun.write(folder.resolve("s.conf"), "text { " + section + " }\n");
    Path out = folder.resolve("refused");
    CommandRun run = CommandRun.of("text", study.toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.message()).contains(words);
    assertThat(out).doesNotExist();
  }
}

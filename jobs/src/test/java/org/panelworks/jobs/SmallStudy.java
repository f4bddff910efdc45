package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** Runs a small study on a text of its own, as a user does, for tests of single jobs. */
record SmallStudy(Path folder) {
  /** The folder of the tables of a run that must succeed. */
  Path tables(String csv, String study) {
    return succeeded(csv, study).resolve("tables");
  }

  /** The output directory of a run that must succeed. */
  Path succeeded(String csv, String study) {
    CommandRun run = run(csv, study);
    assertThat(run.code()).as(run.err()).isZero();
    return folder.resolve("out");
  }

  CommandRun run(String csv, String study) {
    CommandRun.write(folder.resolve("data.csv"), csv);
    Path file = CommandRun.write(folder.resolve("study.conf"), study);
    return CommandRun.of("study", file.toString(), "--out", folder.resolve("out").toString());
  }

  /** A run that must be refused: its code, and words of its last line. */
  void assertRefused(String csv, String study, int code, String... words) {
    CommandRun run = run(csv, study);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.message()).contains(words);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** The JSON of a table. */
  static JsonNode table(Path tables, String name) {
    return CommandRun.json(tables.resolve(name + ".json"));
  }
}

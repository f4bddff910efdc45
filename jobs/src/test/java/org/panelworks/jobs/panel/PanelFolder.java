package org.panelworks.jobs.panel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A folder with one small panel, and studies of it. */
abstract class PanelFolder {
  static final String HEADER = "firm,year,roe,size,industry,st\n";
  static final String ROWS =
      """
      000002,2012,0.5,10,C13,0
      000001,2013,0.2,20,J66,0
      000001,2011,0.1,30,J66,1
      000003,2011,,40,C13,0
      000001,2012,0.3,50,J66,0
      000003,2014,0.7,60,,0
      """;

  @TempDir Path folder;

  final PanelStudy study(String more) {
    return study(ROWS, more);
  }

  final PanelStudy study(String rows, String more) {
    write("panel.csv", HEADER + rows);
    return PanelStudy.of(
        folder, "panel { path = panel.csv, format = csv, unit = firm, time = year }\n" + more);
  }

  final void write(String name, String text) {
    write(folder.resolve(name), text);
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static List<String> rows(PanelStudy study, PanelNeeds needs) {
    try (PreparedPanel panel = study.prepare(needs)) {
      return PanelStudy.rows(panel.blocks());
    }
  }
}

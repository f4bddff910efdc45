package org.panelworks.jobs.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.panelworks.DataException;

/** Surveys single files without Spark. */
final class TableProbe {
  private static final Configuration HADOOP = new Configuration();

  private TableProbe() {}

  private static TableSettings settings(ReadOptions options) {
    return new TableSettings(
        "T",
        List.of("T.*"),
        FileChoice.NAMED_OR_ALL,
        List.of(),
        Map.of(),
        Set.of(),
        options,
        Policies.NONE,
        0.9,
        0);
  }

  /** What a file, or each file of an archive, turns out to be. */
  static List<Survey.Outcome> outcomes(Path file, ReadLimits limits) throws IOException {
    ReadOptions usual = ReadOptions.FOUND_OUT;
    TableSettings table =
        settings(new ReadOptions(usual.encoding(), usual.delimiter(), usual.header(), "", limits));
    TableFiles files;
    try {
      files = TableFiles.of(at(table, file), Path.of(""), HADOOP);
    } catch (DataException e) {
      return List.of(new Survey.Outcome(0, null, String.valueOf(e.getMessage())));
    }
    Survey survey = new Survey(new SerializableConfiguration(HADOOP));
    List<Survey.Outcome> outcomes = new ArrayList<>();
    for (Piece piece : files.data()) {
      outcomes.add(survey.call(new TableFile(0, table, piece, files.dictionary())));
    }
    return outcomes;
  }

  private static TableSettings at(TableSettings table, Path file) {
    return new TableSettings(
        table.name(),
        List.of(file.toAbsolutePath().toString()),
        table.choice(),
        table.key(),
        table.types(),
        table.missing(),
        table.options(),
        table.policies(),
        table.inferShare(),
        table.maxBadCasts());
  }

  /** What a file that is not refused turns out to be. */
  static PieceSurvey survey(Path file) {
    try {
      if (!Files.exists(file)) {
        throw new AssertionError("no " + file);
      }
      Survey.Outcome only = outcomes(file, ReadLimits.USUAL).get(0);
      PieceSurvey survey = only.survey();
      if (survey == null) {
        throw new AssertionError("refused: " + only.refusal());
      }
      return survey;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

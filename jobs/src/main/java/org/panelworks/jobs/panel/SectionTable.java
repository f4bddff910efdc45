package org.panelworks.jobs.panel;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.panelworks.DataException;
import org.panelworks.SettingsException;

/**
 * The table that a section of a study reads for itself, found and opened by the rules of a panel's
 * path; messages name the section instead of the panel.
 */
public final class SectionTable {
  private static final String NO_ROWS = "no rows in the panel";

  /** How messages about settings of a panel begin. */
  private static final Pattern SETTING =
      Pattern.compile("panel\\.(path|format|strings|options)(: .*)", Pattern.DOTALL);

  private static final Pattern MISSING_COLUMN =
      Pattern.compile(
          "(: no column `.*` in )the panel((?: \\(did you mean `.*`\\?\\))?)", Pattern.DOTALL);

  private final SparkSession spark;
  private final PanelSource source;
  private final Path studyFolder;
  private final String section;

  private SectionTable(SparkSession spark, PanelSource source, Path studyFolder, String section) {
    this.spark = spark;
    this.source = source;
    this.studyFolder = studyFolder;
    this.section = section;
  }

  /**
   * A table.
   *
   * @param studyFolder where a relative path is looked up first
   * @param section the section's name in the study
   */
  public static SectionTable of(
      SparkSession spark, PanelSource source, Path studyFolder, String section) {
    return new SectionTable(spark, source, studyFolder, section);
  }

  /** Files and directories that the path stands for; none where nothing is there. */
  public List<String> paths() {
    try {
      return loader().paths();
    } catch (DataException e) {
      throw relabelled(e);
    }
  }

  /** The rows, not yet read. */
  public Dataset<Row> load() {
    try {
      return loader().load();
    } catch (DataException | SettingsException e) {
      throw relabelled(e);
    }
  }

  /** A failure of reading the rows, as the study's author can mend it. */
  public RuntimeException failure(Exception thrown) {
    RuntimeException failure = LoadFailure.of(thrown, source);
    return failure instanceof DataException || failure instanceof SettingsException
        ? relabelled(failure)
        : failure;
  }

  /** A column by its name in any case; refuses one that is not there. */
  public Column column(Dataset<Row> rows, String name, String setting) {
    return TableColumns.column(columns(rows).find(name, setting));
  }

  /** The type of a column. */
  public DataType type(Dataset<Row> rows, String name, String setting) {
    return columns(rows).type(name, setting);
  }

  private TableColumns columns(Dataset<Row> rows) {
    return TableColumns.of(rows.schema(), "`" + source.path() + "`");
  }

  /** What the manifest says of the files behind the rows. */
  public Map<String, Object> described(Dataset<Row> rows) {
    InputFiles files =
        InputFiles.of(
            rows.inputFiles(), rows.schema().json(), spark.sessionState().newHadoopConf());
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("path", source.path());
    input.put("format", source.format());
    input.put("files", files.paths());
    input.put("bytes", files.bytes());
    input.put("fingerprint", files.fingerprint());
    return input;
  }

  private PanelLoader loader() {
    return PanelLoader.of(spark, source, studyFolder);
  }

  private RuntimeException relabelled(RuntimeException failure) {
    String message = relabelled(String.valueOf(failure.getMessage()), section);
    return failure instanceof SettingsException
        ? new SettingsException(message, failure)
        : new DataException(message, failure);
  }

  /**
   * A message of reading a panel, of the section. Only what such messages begin with is changed,
   * and where they say that a column is missing: paths, names and values stay as they are.
   */
  static String relabelled(String message, String section) {
    Matcher setting = SETTING.matcher(message);
    if (setting.matches()) {
      Matcher missing = MISSING_COLUMN.matcher(setting.group(2));
      String rest =
          missing.matches()
              ? missing.group(1) + "the table of " + section + missing.group(2)
              : setting.group(2);
      return section + "." + setting.group(1) + rest;
    }
    if (message.startsWith(NO_ROWS)) {
      return section + ": no rows in" + message.substring(NO_ROWS.length());
    }
    for (String beginning : List.of("", "cannot look at ")) {
      String panel = beginning + "the panel";
      if (message.startsWith(panel + " has more than one column")
          || message.startsWith(panel + "'s files: ")) {
        return beginning + "the table of " + section + message.substring(panel.length());
      }
    }
    return message;
  }
}

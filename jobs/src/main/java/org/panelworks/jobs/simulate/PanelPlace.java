package org.panelworks.jobs.simulate;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Results;

/**
 * Where a simulated panel goes, so that the study finds it: results are {@code DIR/data/NAME},
 * hence the study's {@code panel.path} states DIR and NAME.
 */
final class PanelPlace {
  private static final Pattern RESULT = Pattern.compile("(.+)/data/([^/]+)\\.parquet/?");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
  private static final String USUAL = "panel";

  private final String path;
  private final Path studyFile;

  /**
   * A place.
   *
   * @param path the study's {@code panel.path}
   * @param studyFile in whose folder a relative path is looked up first
   */
  PanelPlace(String path, Path studyFile) {
    this.path = path;
    this.studyFile = studyFile;
  }

  /** The name of the rows among the results. */
  String name() {
    Matcher result = RESULT.matcher(path);
    return result.matches() && Results.isSafe(result.group(2)) ? result.group(2) : USUAL;
  }

  /**
   * The directory of the results.
   *
   * @throws SettingsException where results cannot be written so that the panel is at its path
   */
  String directory() {
    Matcher result = RESULT.matcher(path);
    if (!result.matches() || !Results.isSafe(result.group(2))) {
      throw new SettingsException(
          "panel.path must be DIR/data/NAME.parquet for the simulated panel to be written there,"
              + " got `"
              + path
              + "`: change it, or name a directory by --out and let the path point into it");
    }
    String directory = result.group(1);
    if (SCHEME.matcher(directory).matches() || Path.of(directory).isAbsolute()) {
      return directory;
    }
    Path folder = studyFile.toAbsolutePath().getParent();
    Path target = folder == null ? Path.of(directory) : folder.resolve(directory);
    return target.normalize().toString();
  }
}

package org.panelworks.jobs.text;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.panelworks.SettingsException;
import org.panelworks.jobs.panel.PanelSource;
import org.panelworks.table.Digits;

/**
 * The job's section of a study.
 *
 * @param source where the documents are; its unit and time are their keys
 * @param texts how a document's text is found
 * @param dictionaries name to file, in the order of the study
 * @param expansion candidates for further words, where they are asked for
 * @param out the directory of the results where the command line names none
 */
record TextSettings(
    PanelSource source,
    TextPlace texts,
    Map<String, String> dictionaries,
    Duplicates duplicates,
    Optional<ExpansionSettings> expansion,
    Digits digits,
    Optional<String> out) {

  /** What happens where several documents have the same unit and time. */
  enum Duplicates {
    REFUSE,
    SUM
  }

  /** Where a document's text stands. */
  sealed interface TextPlace {
    /** In a column of a table. */
    record InColumn(String column) implements TextPlace {}

    /**
     * In a file of its own, whose name holds the keys.
     *
     * @param encoding of the files
     */
    record InFile(FileNames names, String encoding) implements TextPlace {}
  }

  TextSettings {
    dictionaries = new LinkedHashMap<>(dictionaries);
    if (dictionaries.isEmpty()) {
      throw new SettingsException("dictionaries must name at least one, { digital = file } say");
    }
    Set<String> folded = new LinkedHashSet<>();
    for (String name : dictionaries.keySet()) {
      if (!name.matches("[\\p{L}_][\\p{L}\\p{N}\\p{M}_]{0,59}")) {
        throw new SettingsException(
            "a dictionary's name begins columns' names and consists of letters, digits and `_`,"
                + " got `"
                + name
                + "`");
      }
      if (!folded.add(name.toLowerCase(Locale.ROOT))) {
        throw new SettingsException("two dictionaries are named `" + name + "`");
      }
    }
  }

  /** The column that names units. */
  String id() {
    return source.unit().orElseThrow();
  }

  /** The column of times; empty where documents have none. */
  Optional<String> time() {
    return source.time();
  }
}

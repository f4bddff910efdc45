package org.panelworks.jobs.simulate;

import java.util.List;
import org.panelworks.SettingsException;

/**
 * How a simulated panel is written as extracts.
 *
 * @param encodings of the tables, in turn
 * @param headers of the tables, in turn
 * @param format of the data files
 * @param zipped whether each file lies in an archive with its dictionary
 * @param shards files of each table
 * @param tradingDays of each firm-year in the table of daily trades; 0 leaves the table out
 */
record ExtractOptions(
    List<ExtractEncoding> encodings,
    List<ExtractHeader> headers,
    ExtractFormat format,
    boolean zipped,
    int shards,
    int tradingDays) {
  private static final int MOST_SHARDS = 1000;
  private static final int MOST_DAYS = 261;

  ExtractOptions {
    encodings = List.copyOf(encodings);
    headers = List.copyOf(headers);
    if (encodings.isEmpty() || headers.isEmpty()) {
      throw new SettingsException("encodings and headers must not be empty");
    }
    if (shards < 1 || shards > MOST_SHARDS) {
      throw new SettingsException("shards must lie in [1, " + MOST_SHARDS + "], got " + shards);
    }
    if (tradingDays < 0 || tradingDays > MOST_DAYS) {
      throw new SettingsException(
          "trading-days must lie in [0, " + MOST_DAYS + "], got " + tradingDays);
    }
  }
}

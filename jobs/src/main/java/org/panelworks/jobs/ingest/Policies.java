package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.panelworks.SettingsException;

/**
 * What a study declares about the usual traps of a table.
 *
 * @param typrep which statements are kept, {@code A} (consolidated) or {@code B} (parent); empty
 *     for both
 * @param periodEnds month and day of the rows that are kept, {@code 12-31}; empty for all
 * @param id the name that {@code Stkcd} or {@code Symbol} gets; empty to leave it
 * @param date the date column; empty to recognise it, {@code none} for none
 * @param base whether columns in thousands are converted to the base unit
 * @param industry what the table's industry code describes; null where nothing is declared
 */
record Policies(
    String typrep,
    List<String> periodEnds,
    String id,
    String date,
    boolean base,
    @Nullable IndustryBasis industry)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern MONTH_DAY =
      Pattern.compile("(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  static final Policies NONE = new Policies("", List.of(), "", "", false, null);

  /** Columns that hold the firm's code, by lower-case name. */
  static final List<String> IDS = List.of("stkcd", "symbol", "scode", "stockcode");

  /** Columns that hold a row's date, by lower-case name. */
  static final List<String> DATES = List.of("accper", "enddate", "trddt", "trdmnt", "reptdt");

  /** Columns that hold an industry, by lower-case name. */
  static final List<String> INDUSTRIES =
      List.of("nnindcd", "nindcd", "indcd", "industrycode", "industrycodec", "industrycoded");

  static final String NO_DATE = "none";

  Policies {
    periodEnds = List.copyOf(periodEnds);
    for (String end : periodEnds) {
      if (!MONTH_DAY.matcher(end).matches()) {
        throw new SettingsException("period-end must be a month and a day, 12-31 say, got " + end);
      }
    }
    if (!typrep.isEmpty() && !typrep.equals("A") && !typrep.equals("B")) {
      throw new SettingsException("typrep must be A or B, got " + typrep);
    }
    if (!id.isEmpty() && !NAME.matcher(id).matches()) {
      throw new SettingsException("id must be a column's name, got `" + id + "`");
    }
  }
}

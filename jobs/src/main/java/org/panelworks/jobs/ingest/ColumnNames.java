package org.panelworks.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a table's columns are called in the result: as in the file, but for the declared id. */
final class ColumnNames {
  private ColumnNames() {}

  /** The names of columns in the result. */
  static List<String> of(Policies policies, List<String> codes) {
    List<String> names = new ArrayList<>(codes);
    int id = id(codes);
    if (!policies.id().isEmpty() && id >= 0) {
      names.set(id, policies.id());
    }
    return names;
  }

  /** Where the firm's code stands, -1 where there is none. */
  static int id(List<String> codes) {
    return RowFilter.position(codes, Policies.IDS);
  }

  /** Where a column stands that a study names by its code or its name in the result; -1 if none. */
  static int position(Policies policies, List<String> codes, String wanted) {
    String folded = wanted.toLowerCase(Locale.ROOT);
    int at = RowFilter.position(codes, List.of(folded));
    return at >= 0 ? at : RowFilter.position(of(policies, codes), List.of(folded));
  }
}

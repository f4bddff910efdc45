package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.util.List;

/**
 * What stands above a file's data.
 *
 * @param form which rows there are
 * @param codes the columns' names in the file's order
 * @param labels likewise, empty where the form has none
 * @param units likewise, empty where the form has none or the column none
 */
record Header(HeaderForm form, List<String> codes, List<String> labels, List<String> units)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  Header {
    codes = List.copyOf(codes);
    labels = List.copyOf(labels);
    units = List.copyOf(units);
  }
}

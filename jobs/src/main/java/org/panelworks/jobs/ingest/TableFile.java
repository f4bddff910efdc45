package org.panelworks.jobs.ingest;

import java.io.Serializable;

/**
 * A file with the table that it belongs to.
 *
 * @param number of the table among those of the run
 * @param table its settings
 * @param piece the file
 * @param dictionary the table's descriptions
 */
record TableFile(int number, TableSettings table, Piece piece, DataDictionary dictionary)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}

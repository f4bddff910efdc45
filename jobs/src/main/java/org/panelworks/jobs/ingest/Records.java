package org.panelworks.jobs.ingest;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** The rows of a file one after the other, header rows among them, blank rows left out. */
interface Records extends Closeable {
  /** The next row; null after the last. */
  @Nullable TextRow next();

  /** How the file is encoded, in words. */
  String encoding();
}

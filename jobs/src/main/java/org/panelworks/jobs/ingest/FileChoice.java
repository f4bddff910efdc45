package org.panelworks.jobs.ingest;

/** Which of the files that a path finds belong to a table. */
enum FileChoice {
  /** Those named for it; the path is shared with other tables. */
  NAMED,
  /** Those named for it, and all where none is; the path is its own. */
  NAMED_OR_ALL
}

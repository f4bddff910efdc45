package org.panelworks.jobs.runtime;

import java.io.IOException;

/** How a run's files, complete somewhere apart, become the result at once. */
interface Placement {
  /** Repairs what a crash left, checks that the output may be replaced, makes room. */
  void open() throws IOException;

  /** The directory that the run writes into. */
  String staged();

  /** What the manifest puts in front of a path below {@link #staged}: empty, or {@code run-…/}. */
  String prefix();

  /** Writes the manifest last and makes the whole appear. */
  void publish(byte[] manifest) throws IOException;

  /** Removes what a failed or interrupted run left; the earlier result stays. */
  void discard() throws IOException;
}

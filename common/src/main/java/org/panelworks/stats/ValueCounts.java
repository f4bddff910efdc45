package org.panelworks.stats;

import java.util.List;

/** How many values there are of each column in each group. */
interface ValueCounts {
  /** Labels of the groups, in the order of their first appearance; one empty label if pooled. */
  List<String> labels();

  /** Number of values of a column in a group. */
  long count(int group, int column);

  /** Rows of the sample whose group is missing. */
  long rowsWithoutGroup();
}

package org.panelworks.stats;

import java.util.List;
import java.util.Optional;

/**
 * Descriptive statistics of several variables, over the whole sample and by group.
 *
 * @param all one description per variable, over every row of the sample
 * @param by the category column of the groups; empty where there are none
 * @param groups the groups, by value where all labels are numbers, otherwise as text
 * @param rowsWithoutGroup rows of the sample that are in no group because theirs is missing
 * @param passes passes over the blocks after the one that gathers the moments
 */
public record DescriptiveTable(
    List<Description> all,
    Optional<String> by,
    List<Group> groups,
    long rowsWithoutGroup,
    int passes) {

  public DescriptiveTable {
    all = List.copyOf(all);
    groups = List.copyOf(groups);
  }

  /**
   * The descriptions of one group.
   *
   * @param label the level of the category column
   * @param variables one description per variable, over the rows of the group
   */
  public record Group(String label, List<Description> variables) {
    public Group {
      variables = List.copyOf(variables);
    }
  }
}

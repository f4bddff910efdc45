package org.panelworks.topsis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which numbers a row of scores holds: the same fields for all indicators together (group 0) and,
 * after them, for each criterion (groups 1, 2, …).
 *
 * @param fields names of the fields of a group
 * @param score place among them of the score that ranks go by
 * @param criteria in order
 */
public record ScoreColumns(List<String> fields, int score, List<String> criteria)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public ScoreColumns {
    fields = List.copyOf(fields);
    criteria = List.copyOf(criteria);
  }

  static ScoreColumns of(TopsisOptions options) {
    return switch (options.method()) {
      case ENTROPY_TOPSIS ->
          new ScoreColumns(
              List.of("d_plus", "d_minus", "closeness", "index"), 2, options.criteria());
      case GREY_TOPSIS ->
          new ScoreColumns(
              List.of("grey_plus", "grey_minus", "closeness", "index"), 2, options.criteria());
      case ENTROPY_INDEX -> new ScoreColumns(List.of("index"), 0, options.criteria());
    };
  }

  /** Number of groups: all indicators together and each criterion. */
  public int groups() {
    return criteria.size() + 1;
  }

  /** The place of a field of a group among all columns. */
  public int place(int group, int field) {
    return group * fields.size() + field;
  }

  /** The place of a group's score among all columns. */
  public int scorePlace(int group) {
    return place(group, score);
  }

  /** The place of a group's composite index among all columns. */
  public int indexPlace(int group) {
    return place(group, fields.size() - 1);
  }

  /**
   * The place of a group's rank among all columns and the ranks behind them; its rank within the
   * year stands next.
   */
  public int rankPlace(int group) {
    return groups() * fields.size() + 2 * group;
  }

  /** The name of the score. */
  public String scoreName() {
    return fields.get(score);
  }

  /** All columns: the fields, then {@code FIELD_CRITERION} for each criterion. */
  public List<String> names() {
    List<String> names = new ArrayList<>(fields);
    for (String criterion : criteria) {
      fields.forEach(field -> names.add(field + "_" + criterion));
    }
    return names;
  }
}

package org.panelworks.survey;

import org.panelworks.SettingsException;

/**
 * The categories of quality of Kano et al. (1984), in the order that settles ties (M &gt; O &gt; A
 * &gt; I &gt; R &gt; Q).
 */
public enum KanoCategory {
  /** Must-be: missed where it is not there. */
  M,
  /** One-dimensional: the more, the better. */
  O,
  /** Attractive: delights where it is there. */
  A,
  /** Indifferent. */
  I,
  /** Reverse: unwanted. */
  R,
  /** Questionable: the two answers contradict each other. */
  Q;

  /** Number of answers: like, must-be, neutral, live with, dislike. */
  static final int ANSWERS = 5;

  /** Rows: answer to the functional question; columns: answer to the dysfunctional one. */
  private static final KanoCategory[][] TABLE = {
    {Q, A, A, A, O},
    {R, I, I, I, M},
    {R, I, I, I, M},
    {R, I, I, I, M},
    {R, R, R, R, Q}
  };

  /**
   * The category of a pair of answers, by the usual evaluation table.
   *
   * @param functional 1 (like) to 5 (dislike), where the feature is there
   * @param dysfunctional likewise, where it is not
   */
  public static KanoCategory of(int functional, int dysfunctional) {
    if (Math.min(functional, dysfunctional) < 1 || Math.max(functional, dysfunctional) > ANSWERS) {
      throw new SettingsException(
          "answers must lie in 1 to 5, got " + functional + " and " + dysfunctional);
    }
    return TABLE[functional - 1][dysfunctional - 1];
  }
}

package org.panelworks.grey;

/**
 * The usual accuracy grades of grey models (Liu and Lin 2006): by the posterior-variance ratio C
 * and the small-error probability P, and by the mean relative error. The two can disagree widely,
 * so neither is shown without the other.
 */
public enum AccuracyGrade {
  /** C < 0.35 and P > 0.95; or an error of at most 1 %. */
  GOOD(1),
  /** C < 0.5 and P > 0.8; or at most 5 %. */
  QUALIFIED(2),
  /** C < 0.65 and P > 0.7; or at most 10 %. */
  JUST(3),
  /** Anything else; by error, at most 20 % or {@link #UNUSABLE}. */
  FAIL(4),
  /** A mean relative error above 20 %, or none that is defined. */
  UNUSABLE(5);

  private final int number;

  AccuracyGrade(int number) {
    this.number = number;
  }

  static AccuracyGrade ofPosterior(double c, double p) {
    if (c < 0.35 && p > 0.95) {
      return GOOD;
    }
    if (c < 0.5 && p > 0.8) {
      return QUALIFIED;
    }
    return c < 0.65 && p > 0.7 ? JUST : FAIL;
  }

  static AccuracyGrade ofError(double error) {
    if (error <= 0.01) {
      return GOOD;
    }
    if (error <= 0.05) {
      return QUALIFIED;
    }
    if (error <= 0.1) {
      return JUST;
    }
    return error <= 0.2 ? FAIL : UNUSABLE;
  }

  /** 1 for the best. */
  public int number() {
    return number;
  }
}

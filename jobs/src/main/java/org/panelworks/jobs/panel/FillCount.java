package org.panelworks.jobs.panel;

/**
 * How many cells of a column were interpolated.
 *
 * @param rows rows of the panel, before any sample step
 * @param missing cells missing before, filled or not
 * @param filled cells filled
 * @param filledInSample those in rows that the steps up to require leave
 */
public record FillCount(String column, long rows, long missing, long filled, long filledInSample) {}

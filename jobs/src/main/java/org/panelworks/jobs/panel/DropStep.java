package org.panelworks.jobs.panel;

/**
 * A sample step that drops the rows where a condition is true; where it is null, the row stays.
 *
 * @param name the step's name in the attrition table
 * @param wholeUnit drops every row of a unit where the condition is true on any of its rows as
 *     loaded; it is null where it is on all of them
 */
record DropStep(String name, SqlExpression where, boolean wholeUnit) {}

package org.panelworks.jobs.panel;

/**
 * A sample step that drops the rows where a condition is true; where it is null, the row stays.
 *
 * @param name the step's name in the attrition table
 */
record DropStep(String name, SqlExpression where) {}

package org.panelworks.qca;

/**
 * One condition at one level.
 *
 * @param condition the condition's position in the analysis
 * @param level 1 present, 0 absent, or the level of a multi-value condition
 * @param label {@code A}, {@code ~A} or {@code A[2]}
 */
public record Literal(int condition, int level, String label) {}

package org.panelworks.qca;

/**
 * One way to do the analysis differently.
 *
 * @param name what differs
 * @param sample the calibrated cases
 * @param options the cut-offs
 */
public record RobustnessVariant(String name, QcaSample sample, QcaOptions options) {}

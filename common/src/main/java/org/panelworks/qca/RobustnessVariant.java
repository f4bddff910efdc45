package org.panelworks.qca;

import java.util.function.Supplier;

/**
 * One way to do the analysis differently.
 *
 * @param name what differs
 * @param sample makes the calibrated cases; where it refuses, the variant is listed with the reason
 * @param options the cut-offs
 */
public record RobustnessVariant(String name, Supplier<QcaSample> sample, QcaOptions options) {}

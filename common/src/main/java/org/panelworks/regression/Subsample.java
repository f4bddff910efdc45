package org.panelworks.regression;

import java.util.Optional;

/**
 * Which part of a split model's sample a result is from.
 *
 * @param column the column that splits
 * @param value the value that the column has in the rows used; empty for the full sample
 */
public record Subsample(String column, Optional<String> value) {}

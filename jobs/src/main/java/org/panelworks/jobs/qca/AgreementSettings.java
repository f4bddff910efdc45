package org.panelworks.jobs.qca;

import java.util.List;
import org.panelworks.SettingsException;

/**
 * Two coders whose agreement is measured.
 *
 * @param first the columns of one coder, an item each
 * @param second the columns of the other, in the same order
 */
record AgreementSettings(List<String> first, List<String> second) {
  AgreementSettings {
    first = List.copyOf(first);
    second = List.copyOf(second);
    if (first.size() != second.size() || first.isEmpty()) {
      throw new SettingsException(
          "first and second must name as many columns each, got "
              + first.size()
              + " and "
              + second.size());
    }
  }
}

package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Compares results that must be the same to 1e-10 of each number. */
final class SameNumbers {
  private SameNumbers() {}

  /** Compares, naming the place of a difference. */
  static void assertSame(String where, JsonNode found, JsonNode wanted) {
    assertThat(found.getNodeType()).as(where).isEqualTo(wanted.getNodeType());
    if (wanted.isObject()) {
      assertThat(List.copyOf(names(found))).as(where).isEqualTo(List.copyOf(names(wanted)));
      names(wanted).forEach(key -> assertSame(where + "." + key, found.get(key), wanted.get(key)));
    } else if (wanted.isArray()) {
      assertThat(found.size()).as(where).isEqualTo(wanted.size());
      for (int i = 0; i < wanted.size(); i++) {
        assertSame(where + "[" + i + "]", found.get(i), wanted.get(i));
      }
    } else if (wanted.isFloatingPointNumber()) {
      double value = wanted.asDouble();
      assertThat(Math.abs(found.asDouble() - value))
          .as("%s: %s and %s", where, found, wanted)
          .isLessThanOrEqualTo(1e-10 * Math.abs(value));
    } else {
      assertThat(found).as(where).isEqualTo(wanted);
    }
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}

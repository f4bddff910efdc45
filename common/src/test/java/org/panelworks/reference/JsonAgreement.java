package org.panelworks.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;

/** Compares a result with expected values, number by number. */
public final class JsonAgreement {
  /** What counts as zero where exactly zero is expected. */
  private static final double ZERO = 1e-12;

  private JsonAgreement() {}

  /**
   * Everything expected must be there: keys, lengths, nulls, texts and flags exactly, numbers
   * within a relative tolerance. Keys that are not expected are left alone.
   */
  public static void assertAgree(
      JsonNode actual, JsonNode expected, double tolerance, String place) {
    assertThat(actual).as(place).isNotNull();
    if (expected.isObject()) {
      expected
          .properties()
          .forEach(
              field ->
                  assertAgree(
                      actual.get(field.getKey()),
                      field.getValue(),
                      tolerance,
                      place + "." + field.getKey()));
    } else if (expected.isArray()) {
      assertThat(actual.size()).as(place).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertAgree(actual.get(i), expected.get(i), tolerance, place + "[" + i + "]");
      }
    } else if (expected.isNumber()) {
      assertThat(actual.isNumber()).as(place + " is a number").isTrue();
      double wanted = expected.asDouble();
      double allowed = wanted == 0 ? ZERO : tolerance * Math.abs(wanted);
      assertThat(actual.asDouble()).as(place).isCloseTo(wanted, within(allowed));
    } else {
      assertThat(actual).as(place).isEqualTo(expected);
    }
  }
}

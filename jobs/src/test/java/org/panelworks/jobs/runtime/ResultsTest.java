package org.panelworks.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResultsTest {
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Results results = Results.into(texts, new LinkedHashMap<>());

  @Test
  void jsonKeepsOrderAndEveryDigitAndNullsWhatIsUndefined() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("z", 0.1 + 0.2);
    content.put("a", List.of(6.5e-168, 3120L, 1));
    content.put("undefined", Arrays.asList(Double.NaN, Double.NEGATIVE_INFINITY, null));
    content.put("array", new double[] {1, Double.NaN});
    content.put("文字", "a \"quoted\" line\n资产");
    results.json("baseline", content);
    assertThat(texts.get("tables/baseline.json"))
        .isEqualTo(
            """
            {
              "z" : 0.30000000000000004,
              "a" : [ 6.5E-168, 3120, 1 ],
              "undefined" : [ null, null, null ],
              "array" : [ 1.0, null ],
              "文字" : "a \\"quoted\\" line\\n资产"
            }
            """);
  }

  @Test
  void twoResultsOfOneNameAreRefused() {
    results.figure("trend", "t", "<svg></svg>");
    results.json("trend", Map.of());
    assertThatThrownBy(() -> results.figure("Trend", "t", "<svg></svg>"))
        .hasMessageContaining("two results of this run would be written to figures/Trend.svg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../x", "a/b", "a\\b", ".hidden", "a b", "-x", "a\u0000", "a."})
  void anUnsafeNameIsRefused(String name) {
    assertThatThrownBy(() -> results.json(name, Map.of())).hasMessageContaining("result's name");
  }

  @Test
  void namesInChineseAreSafe() {
    results.json("基准回归_1", Map.of("a", 1));
    assertThat(texts).containsKey("tables/基准回归_1.json");
  }
}

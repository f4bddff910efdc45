package org.panelworks.jobs.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.SettingsException;
import org.panelworks.text.NormalizedText;

/**
 * The section {@code text.expansion}: how words near to seed words are looked for.
 *
 * @param seeds words to start from
 * @param vectorSize length of a word's vector
 * @param window how many words before and after count as a word's surroundings
 * @param minCount words that occur less often have no vector
 * @param iterations passes of the training over the texts
 * @param learningRate at the beginning of the training
 * @param seed of the random numbers
 * @param minSimilarity least cosine similarity, from −1 to 1
 * @param most candidates for each seed word
 */
record ExpansionSettings(
    List<String> seeds,
    int vectorSize,
    int window,
    int minCount,
    int iterations,
    double learningRate,
    long seed,
    double minSimilarity,
    int most) {

  ExpansionSettings {
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty() || seeds.size() > 1000) {
      throw new SettingsException("seeds must be 1 to 1000 words, got " + seeds.size());
    }
    for (String word : seeds) {
      if (!NormalizedText.isWord(NormalizedText.of(word))) {
        throw new SettingsException(
            "seeds must hold a letter, an ideograph or a digit each, got `" + word + "`");
      }
    }
    requireRange("vector-size", vectorSize, 1000);
    requireRange("window", window, 100);
    requireRange("min-count", minCount, Integer.MAX_VALUE);
    requireRange("iterations", iterations, 1000);
    requireRange("most", most, 1000);
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw new SettingsException("learning-rate must lie in (0, 1], got " + learningRate);
    }
    if (!(minSimilarity >= -1 && minSimilarity < 1)) {
      throw new SettingsException("min-similarity must lie in [-1, 1), got " + minSimilarity);
    }
  }

  private static void requireRange(String key, int value, int most) {
    if (value < 1 || value > most) {
      String range = most == Integer.MAX_VALUE ? "at least 1" : "from 1 to " + most;
      throw new SettingsException(key + " must be " + range + ", got " + value);
    }
  }

  /** For the results. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seeds", seeds);
    json.put("vector_size", vectorSize);
    json.put("window", window);
    json.put("min_count", minCount);
    json.put("iterations", iterations);
    json.put("learning_rate", learningRate);
    json.put("seed", seed);
    json.put("min_similarity", minSimilarity);
    json.put("most", most);
    return json;
  }
}

package org.panelworks.jobs.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.text.ExpansionRun.Candidate;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;

/**
 * The table {@code text-expansion}.
 *
 * @param rare seeds without a vector
 * @param vocabulary how many words have a vector
 */
record ExpansionResults(
    Digits digits, ExpansionSettings expansion, List<String> rare, long vocabulary) {
  private static final String STATUS = "to be confirmed";

  /**
   * Writes it.
   *
   * @param frequencies how often the candidates occur
   */
  void write(List<Candidate> candidates, Map<String, Long> frequencies, Results results) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("seed", candidate.seed());
      entry.put("candidate", candidate.word());
      entry.put("cosine_similarity", candidate.similarity());
      entry.put("frequency", frequencies.getOrDefault(candidate.word(), 0L));
      entry.put("status", STATUS);
      entries.add(entry);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("settings", expansion.json());
    json.put("vocabulary", vocabulary);
    json.put("seeds_without_vector", rare);
    json.put("candidates", entries);
    results.json("text-expansion", json);
    if (candidates.isEmpty()) {
      results.warning(
          String.format(
              Locale.ROOT,
              "text.expansion: no word has a cosine similarity of %s or more to a seed",
              expansion.minSimilarity()));
    } else {
      results.table(table(candidates, frequencies));
    }
  }

  private Table table(List<Candidate> candidates, Map<String, Long> frequencies) {
    Table.Builder table =
        Table.builder("text-expansion")
            .title("Candidates for further words, to be confirmed")
            .columns(
                List.of(
                    Alignment.LEFT,
                    Alignment.LEFT,
                    Alignment.RIGHT,
                    Alignment.RIGHT,
                    Alignment.LEFT))
            .header("Seed", "Candidate", "Cosine similarity", "Frequency", "Status");
    for (Candidate candidate : candidates) {
      table.row(
          Cell.label(candidate.seed()),
          Cell.text(candidate.word()),
          Cell.number(candidate.similarity(), digits),
          Cell.count(frequencies.getOrDefault(candidate.word(), 0L)),
          Cell.text(STATUS));
    }
    return table.note(note()).build();
  }

  private String note() {
    return String.format(
        Locale.ROOT,
        "Word2Vec of %d words: vectors of %d, window %d, min-count %d, %d iterations, learning rate"
            + " %s, seed %d, one partition. No count uses these words: those that belong are added"
            + " to the dictionary's file by hand.",
        vocabulary,
        expansion.vectorSize(),
        expansion.window(),
        expansion.minCount(),
        expansion.iterations(),
        expansion.learningRate(),
        expansion.seed());
  }
}

package org.panelworks.jobs.panel;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a job wants of the prepared panel. The needs of all jobs of a study are united, so that the
 * panel is read once.
 *
 * @param numeric columns used as numbers, with the setting that names each (for messages)
 * @param categories columns used as groups: fixed effects, clusters, factors; likewise
 * @param predicates row conditions, SQL text to the setting that states it; each becomes a numeric
 *     column named by the text itself, 1 where true, 0 where false or null, evaluated after
 *     winsorizing
 */
public record PanelNeeds(
    Map<String, String> numeric, Map<String, String> categories, Map<String, String> predicates) {

  public PanelNeeds {
    numeric = new LinkedHashMap<>(numeric);
    categories = new LinkedHashMap<>(categories);
    predicates = new LinkedHashMap<>(predicates);
  }

  public static PanelNeeds none() {
    return new PanelNeeds(Map.of(), Map.of(), Map.of());
  }

  /** The union; where both name a column, the first setting is kept for messages. */
  public PanelNeeds and(PanelNeeds other) {
    PanelNeeds union = new PanelNeeds(numeric, categories, predicates);
    other.numeric.forEach(union.numeric::putIfAbsent);
    other.categories.forEach(union.categories::putIfAbsent);
    other.predicates.forEach(union.predicates::putIfAbsent);
    return union;
  }

  /** Every column named, numeric or category. */
  public Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>(numeric.keySet());
    columns.addAll(categories.keySet());
    return columns;
  }
}

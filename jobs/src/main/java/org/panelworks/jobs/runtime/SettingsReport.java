package org.panelworks.jobs.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;

/** What was asked of a study file, and what was wrong with it. */
final class SettingsReport {
  /** A problem at a place; places sort by the order of the study's keys. */
  record Problem(int ordinal, List<String> path, String line) {}

  /** An object whose keys are checked: what it holds and what was asked for. */
  private record Opened(SettingsReader reader, Set<String> known) {}

  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Map<List<String>, Opened> opened = new LinkedHashMap<>();

  void open(List<String> path, SettingsReader reader) {
    opened.putIfAbsent(path, new Opened(reader, new LinkedHashSet<>()));
  }

  void know(List<String> path, String key) {
    Opened object = opened.get(path);
    if (object != null) {
      object.known().add(key);
    }
  }

  void add(int ordinal, List<String> path, String line) {
    problems.add(new Problem(ordinal, List.copyOf(path), line));
  }

  /** Whether anything at or below a path was wrong so far. */
  boolean anyUnder(List<String> path) {
    return problems.stream()
        .anyMatch(
            problem ->
                problem.path().size() >= path.size()
                    && problem.path().subList(0, path.size()).equals(path));
  }

  /** Adds every key that nobody asked for, and throws if anything is wrong. */
  void finish() {
    opened.forEach((path, object) -> addUnknown(object));
    if (problems.isEmpty()) {
      return;
    }
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparingInt(Problem::ordinal));
    throw new SettingsException(String.join("\n", sorted.stream().map(Problem::line).toList()));
  }

  private static void addUnknown(Opened object) {
    for (String key : object.reader().keys()) {
      if (!object.known().contains(key)) {
        String hint = NearestName.hint(key, object.known());
        String known =
            hint.isEmpty() && !object.known().isEmpty()
                ? "; known here: " + String.join(", ", object.known())
                : "";
        object.reader().problem(key, "unknown key" + hint + known);
      }
    }
  }
}

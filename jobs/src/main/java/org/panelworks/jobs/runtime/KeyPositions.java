package org.panelworks.jobs.runtime;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where each key of a study stands in its files. A parsed HOCON object has lost the order of its
 * keys, and a merged or substituted value its line: both are found again here.
 */
final class KeyPositions {
  /**
   * One key's place.
   *
   * @param ordinal rank among all keys met while reading the study from top to bottom, included
   *     files at the place of their {@code include}
   * @param line 1-based
   */
  record Position(int ordinal, String file, int line) {}

  private record Spot(String file, int line, String key) {}

  private final Map<List<String>, Position> byPath = new HashMap<>();
  private final Set<String> files = new LinkedHashSet<>();
  private final Map<Spot, Position> bySpot = new HashMap<>();

  /** Records that a file was read. */
  void read(String file) {
    files.add(file);
  }

  /** The files read, the study first. */
  List<String> files() {
    return List.copyOf(files);
  }

  /** Records a key's first appearance; later ones (overrides, merges) leave its place alone. */
  void record(List<String> path, String file, int line) {
    Position position = new Position(bySpot.size() + byPath.size(), file, line);
    byPath.putIfAbsent(List.copyOf(path), position);
    bySpot.putIfAbsent(new Spot(file, line, path.get(path.size() - 1)), position);
  }

  /** The first appearance of a path; list elements are written {@code [0]}. */
  Optional<Position> of(List<String> path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** The key of this name on this line, wherever its object was copied to by a substitution. */
  Optional<Position> of(String file, int line, String key) {
    return Optional.ofNullable(bySpot.get(new Spot(file, line, key)));
  }
}

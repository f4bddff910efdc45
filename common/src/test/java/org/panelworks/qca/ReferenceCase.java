package org.panelworks.qca;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A reference case: data and what R's QCA 3.25.1 says of them. Cases whose data may not be
 * redistributed are read from {@code shared/reference} beside the checkout; where that folder is
 * absent the test is skipped.
 */
final class ReferenceCase {
  /** Value labels in the Lipset data; those of crisp and fuzzy sets stand for 0 and 1. */
  private static final Map<String, Double> LABELS =
      Map.ofEntries(
          Map.entry("Undeveloped", 0.0),
          Map.entry("Developed", 1.0),
          Map.entry("Highly developed", 2.0),
          Map.entry("Low urbanization", 0.0),
          Map.entry("High urbanization", 1.0),
          Map.entry("Low literacy", 0.0),
          Map.entry("High literacy", 1.0),
          Map.entry("Not industrialized", 0.0),
          Map.entry("Industrialized", 1.0),
          Map.entry("Unstable", 0.0),
          Map.entry("Stable", 1.0),
          Map.entry("Collapse", 0.0),
          Map.entry("Survival", 1.0));

  private final Path folder;

  private ReferenceCase(Path folder) {
    this.folder = folder;
  }

  static ReferenceCase of(String name) {
    try {
      URL bundled = ReferenceCase.class.getResource("/reference/" + name + "/expected.json");
      if (bundled != null) {
        return new ReferenceCase(Path.of(bundled.toURI()).resolveSibling(""));
      }
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
      Path folder = above.resolve("shared").resolve("reference").resolve(name);
      if (Files.isDirectory(folder)) {
        return new ReferenceCase(folder);
      }
    }
    return abort("shared/reference/" + name + " is not beside the checkout");
  }

  JsonNode expected() {
    try {
      return new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first column of a file: the names of the cases. */
  List<String> cases(String file) {
    return lines(file).stream().skip(1).map(cells -> cells.get(0)).toList();
  }

  /** A column of a file, value labels as their numbers. */
  double[] column(String file, String name) {
    List<List<String>> lines = lines(file);
    int column = lines.get(0).indexOf(name);
    return lines.stream().skip(1).mapToDouble(cells -> number(cells.get(column))).toArray();
  }

  private static double number(String cell) {
    Double label = LABELS.get(cell);
    return label == null ? Double.parseDouble(cell) : label;
  }

  private List<List<String>> lines(String file) {
    try {
      List<List<String>> lines = new ArrayList<>();
      for (String line : Files.readAllLines(folder.resolve(file))) {
        lines.add(Arrays.asList(line.replace("\"", "").split(",")));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

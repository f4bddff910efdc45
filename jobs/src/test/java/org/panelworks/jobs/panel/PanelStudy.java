package org.panelworks.jobs.panel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.Pass;

/** A study file in a folder of its own, and what its panel becomes. */
final class PanelStudy {
  private final Path file;
  private final PanelSettings settings;

  private PanelStudy(Path file, PanelSettings settings) {
    this.file = file;
    this.settings = settings;
  }

  /** Writes and reads a study. */
  static PanelStudy of(Path folder, String text) {
    Path file = folder.resolve("study.conf");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SettingsReader reader = SettingsReader.of(file, Map.of());
    var settings = PanelSettings.read(reader);
    reader.finish();
    return new PanelStudy(file, settings.orElseThrow());
  }

  PanelPreparation preparation() {
    return PanelPreparation.of(LocalSpark.session(), settings, file);
  }

  PreparedPanel prepare(PanelNeeds needs) {
    return preparation().prepare(needs);
  }

  static PanelNeeds numeric(String... names) {
    return new PanelNeeds(settings(names), Map.of(), Map.of());
  }

  static PanelNeeds categories(String... names) {
    return new PanelNeeds(Map.of(), settings(names), Map.of());
  }

  static PanelNeeds conditions(String... texts) {
    return new PanelNeeds(Map.of(), Map.of(), settings(texts));
  }

  private static Map<String, String> settings(String... names) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name : names) {
      settings.put(name, "regress.tables.baseline (1)");
    }
    return settings;
  }

  /**
   * The rows of blocks as text, {@code unit|time|numeric …|label …|droppedAt}, missing as a dot; in
   * block order, so that rows of a unit show theirs, units sorted.
   */
  static List<String> rows(PanelBlocks blocks) {
    List<List<String>> units = new ArrayList<>(blocks.run("Collect the rows", new Rows()));
    units.sort((a, b) -> a.get(0).compareTo(b.get(0)));
    return units.stream().flatMap(List::stream).toList();
  }

  /** Number of rows of each block. */
  static List<Integer> blockSizes(PanelBlocks blocks) {
    List<Integer> sizes = new ArrayList<>(blocks.run("Collect the sizes", new Sizes()));
    Collections.sort(sizes);
    return sizes;
  }

  private record Rows() implements Pass<ArrayList<List<String>>> {
    @Override
    public ArrayList<List<String>> start() {
      return new ArrayList<>();
    }

    @Override
    public ArrayList<List<String>> add(ArrayList<List<String>> into, PanelBlock block) {
      if (block.units() == 0) {
        for (int row = 0; row < block.rows(); row++) {
          into.add(List.of(text(block, "-", row)));
        }
      }
      for (int unit = 0; unit < block.units(); unit++) {
        List<String> rows = new ArrayList<>();
        for (int row = block.unitStart(unit); row < block.unitStart(unit + 1); row++) {
          rows.add(text(block, block.unitKey(unit), row));
        }
        into.add(rows);
      }
      return into;
    }

    private static String text(PanelBlock block, String unit, int row) {
      StringBuilder text = new StringBuilder(unit);
      text.append('|').append(block.hasTime() ? Long.toString(block.time()[row]) : "-");
      for (int column = 0; column < block.schema().numeric().size(); column++) {
        double value = block.numeric(column)[row];
        text.append('|').append(Double.isNaN(value) ? "." : Double.toString(value));
      }
      for (int column = 0; column < block.schema().categories().size(); column++) {
        int code = block.codes(column)[row];
        text.append('|').append(code < 0 ? "." : block.dictionary(column)[code]);
      }
      return text.append(block.inSample(row) ? "" : "|dropped at " + block.droppedAt(row))
          .toString();
    }

    @Override
    public ArrayList<List<String>> merge(
        ArrayList<List<String>> left, ArrayList<List<String>> right) {
      left.addAll(right);
      return left;
    }
  }

  private record Sizes() implements Pass<ArrayList<Integer>> {
    @Override
    public ArrayList<Integer> start() {
      return new ArrayList<>();
    }

    @Override
    public ArrayList<Integer> add(ArrayList<Integer> into, PanelBlock block) {
      into.add(block.rows());
      return into;
    }

    @Override
    public ArrayList<Integer> merge(ArrayList<Integer> left, ArrayList<Integer> right) {
      left.addAll(right);
      return left;
    }
  }
}

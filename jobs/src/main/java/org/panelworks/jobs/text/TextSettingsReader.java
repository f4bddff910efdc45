package org.panelworks.jobs.text;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.jobs.panel.PanelSource;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.jobs.text.TextSettings.TextPlace;
import org.panelworks.table.Digits;

/** Reads the section {@code text}. */
final class TextSettingsReader {
  /** The format of documents that are files of their own. */
  static final String FILES = "txt";

  private TextSettingsReader() {}

  static Optional<TextSettings> read(SettingsReader section) {
    String format = section.text("format", "parquet").toLowerCase(Locale.ROOT);
    String id = section.text("id");
    Optional<String> time = section.optionalText("time");
    Optional<TextPlace> place =
        format.equals(FILES) ? inFile(section, id, time) : inColumn(section);
    Optional<PanelSource> source = source(section, format, id, time, place);
    Map<String, String> dictionaries = new LinkedHashMap<>();
    SettingsReader named = section.section("dictionaries");
    named.names().forEach(name -> dictionaries.put(name, named.text(name)));
    TextSettings.Duplicates duplicates =
        section.choice("duplicates", TextSettings.Duplicates.class, TextSettings.Duplicates.REFUSE);
    Optional<ExpansionSettings> expansion =
        section.optionalSection("expansion").flatMap(TextSettingsReader::expansion);
    int decimals = section.integer("decimals", 3);
    Optional<String> out = section.optionalText("out");
    if (source.isEmpty() || place.isEmpty() || section.anyProblem()) {
      return Optional.empty();
    }
    return section.build(
        () ->
            new TextSettings(
                source.get(),
                place.get(),
                dictionaries,
                duplicates,
                expansion,
                Digits.fixed(decimals),
                out));
  }

  private static Optional<PanelSource> source(
      SettingsReader section,
      String format,
      String id,
      Optional<String> time,
      Optional<TextPlace> place) {
    String path = section.text("path");
    Map<String, String> options = new LinkedHashMap<>();
    if (format.equals("csv")) { // texts hold line ends and quotes
      options.put("multiLine", "true");
      options.put("escape", "\"");
    }
    List<String> strings = new ArrayList<>();
    if (!format.equals(FILES)) {
      strings.addAll(section.texts("strings", List.of()));
      section
          .optionalSection("options")
          .ifPresent(given -> given.names().forEach(key -> options.put(key, given.text(key))));
    }
    if (place.isPresent() && place.get() instanceof TextPlace.InColumn in) {
      strings.add(in.column());
    }
    return section.build(
        () -> new PanelSource(path, format, Optional.of(id), time, strings, options));
  }

  private static Optional<TextPlace> inColumn(SettingsReader section) {
    for (String key : List.of("file-name", "encoding")) {
      if (section.has(key)) {
        section.problem(key, "belongs to format = " + FILES);
      }
    }
    return Optional.of(new TextPlace.InColumn(section.text("text")));
  }

  private static Optional<TextPlace> inFile(
      SettingsReader section, String id, Optional<String> time) {
    if (section.has("text")) {
      section.problem("text", "belongs to a table: with format = txt a file is a text");
    }
    String encoding = section.text("encoding", "UTF-8");
    try {
      Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      section.problem("encoding", "must be a charset, UTF-8, GB18030 say, got " + encoding);
    }
    String template = section.text("file-name");
    return section.build(
        "file-name",
        () -> {
          FileNames names = FileNames.of(template);
          List<String> keys = new ArrayList<>(List.of(id));
          time.ifPresent(keys::add);
          for (String key : keys) {
            if (!names.columns().contains(key)) {
              throw new SettingsException("must hold {" + key + "}, got `" + template + "`");
            }
          }
          return new TextPlace.InFile(names, encoding);
        });
  }

  private static Optional<ExpansionSettings> expansion(SettingsReader section) {
    List<String> seeds = section.texts("seeds");
    int vectorSize = section.integer("vector-size", 100);
    int window = section.integer("window", 5);
    int minCount = section.integer("min-count", 5);
    int iterations = section.integer("iterations", 5);
    double learningRate = section.number("learning-rate", 0.025);
    long seed = section.longInteger("seed", 1);
    double minSimilarity = section.number("min-similarity", 0.5);
    int most = section.integer("most", 10);
    return section.build(
        () ->
            new ExpansionSettings(
                seeds,
                vectorSize,
                window,
                minCount,
                iterations,
                learningRate,
                seed,
                minSimilarity,
                most));
  }
}

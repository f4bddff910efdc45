package org.panelworks.jobs.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.panelworks.jobs.runtime.Kind;
import org.panelworks.jobs.runtime.SettingsReader;

/** Reads the section {@code ingest}. */
final class IngestSettingsReader {
  private static final double GIGABYTE = 1024.0 * 1024 * 1024;

  /** Whether units are converted. */
  enum Units {
    KEEP,
    BASE
  }

  private final SettingsReader section;
  private final ReadLimits limits;

  private IngestSettingsReader(SettingsReader section, ReadLimits limits) {
    this.section = section;
    this.limits = limits;
  }

  static Optional<IngestSettings> read(SettingsReader section) {
    ReadLimits limits = limits(section).orElse(ReadLimits.USUAL);
    IngestSettingsReader reader = new IngestSettingsReader(section, limits);
    Optional<String> out = section.optionalText("out");
    List<TableSettings> tables = reader.tables();
    return section.anyProblem()
        ? Optional.empty()
        : section.build("sources", () -> new IngestSettings(tables, out));
  }

  private static Optional<ReadLimits> limits(SettingsReader section) {
    ReadLimits usual = ReadLimits.USUAL;
    Optional<SettingsReader> given = section.optionalSection("limits");
    if (given.isEmpty()) {
      return Optional.of(usual);
    }
    SettingsReader limits = given.get();
    int entries = limits.integer("entries", usual.entries());
    double unpacked = limits.number("unpacked-gb", usual.unpackedBytes() / GIGABYTE);
    double ratio = limits.number("ratio", usual.ratio());
    int row = limits.integer("row-characters", usual.recordCharacters());
    int columns = limits.integer("columns", usual.columns());
    return limits.build(
        () -> new ReadLimits(entries, (long) (unpacked * GIGABYTE), ratio, row, columns));
  }

  private List<TableSettings> tables() {
    List<TableSettings> tables = new ArrayList<>();
    if (!section.has("sources")) {
      section.problem("sources", "is required and missing");
    }
    List<String> usual = section.texts("path", List.of());
    for (SettingsReader source : section.sections("sources")) {
      table(source, usual).ifPresent(tables::add);
    }
    return tables;
  }

  /** A table; {@code usual} are the paths of tables that name none. */
  private Optional<TableSettings> table(SettingsReader source, List<String> usual) {
    String name = source.text("table");
    FileChoice choice =
        usual.isEmpty() || source.has("path") ? FileChoice.NAMED_OR_ALL : FileChoice.NAMED;
    List<String> paths = choice == FileChoice.NAMED ? usual : source.texts("path");
    List<String> key = source.texts("key", List.of());
    Map<String, ColumnType> types = types(source);
    Set<String> missing = Set.copyOf(source.texts("missing", List.of()));
    ReadOptions options = options(source);
    Optional<Policies> policies = policies(source);
    double share = source.number("infer-share", 0.9);
    double bad = source.number("max-bad-casts", 0);
    return policies.isEmpty()
        ? Optional.empty()
        : source.build(
            () ->
                new TableSettings(
                    name, paths, choice, key, types, missing, options, policies.get(), share, bad));
  }

  private static Map<String, ColumnType> types(SettingsReader source) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    source
        .optionalSection("types")
        .ifPresent(
            stated ->
                stated
                    .names()
                    .forEach(
                        column ->
                            types.put(
                                column.toLowerCase(Locale.ROOT),
                                stated.choice(column, ColumnType.class))));
    return types;
  }

  private ReadOptions options(SettingsReader source) {
    Optional<String> encoding = source.optionalText("encoding");
    encoding.ifPresent(
        name -> {
          try {
            PieceSource.charset(name);
          } catch (IllegalArgumentException e) {
            source.problem("encoding", "must be a charset, UTF-8, GBK, UTF-16LE say, got " + name);
          }
        });
    Optional<String> delimiter = source.optionalText("delimiter");
    delimiter.ifPresent(
        text -> {
          if (text.length() != 1 || text.equals("\"") || text.equals("\n") || text.equals("\r")) {
            source.problem("delimiter", "must be one character, got `" + text + "`");
          }
        });
    Optional<HeaderForm> header = source.optionalChoice("header", HeaderForm.class);
    String sheet = source.text("sheet", "");
    Optional<Character> cut =
        delimiter.filter(text -> text.length() == 1).map(text -> text.charAt(0));
    return new ReadOptions(encoding, cut, header, sheet, limits);
  }

  private static Optional<Policies> policies(SettingsReader source) {
    String typrep = source.text("typrep", "");
    List<String> ends = source.texts("period-end", List.of());
    String id = source.text("id", "");
    String date = source.text("date", "");
    boolean base = source.choice("units", Units.class, Units.KEEP) == Units.BASE;
    @Nullable IndustryBasis industry =
        source.kind("industry") == Kind.ABSENT
            ? null
            : source.optionalChoice("industry", IndustryBasis.class).orElse(null);
    return source.build(() -> new Policies(typrep, ends, id, date, base, industry));
  }
}

package org.panelworks.jobs.simulate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.StandalonePlan;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.simulation.FirmHistory;
import org.panelworks.simulation.FirmYearProcess;

/** A simulation written as extracts, table by table, with its settings read. */
final class ExtractPlan implements StandalonePlan {
  private static final String NAME = "simulation";

  private final Optional<SimulateSettings> settings;
  private final Optional<ExtractOptions> options;
  private final Optional<String> out;
  private final Path studyFolder;

  ExtractPlan(
      Optional<SimulateSettings> settings,
      Optional<ExtractOptions> options,
      Optional<String> out,
      Path studyFolder) {
    this.settings = settings;
    this.options = options;
    this.out = out;
    this.studyFolder = studyFolder;
  }

  @Override
  public Optional<String> output() {
    return out.map(
        path ->
            path.startsWith("/") || path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
                ? path
                : studyFolder.toAbsolutePath().resolve(path).normalize().toString());
  }

  @Override
  public void run(SparkSession spark, Results results) {
    SimulateSettings chosen = settings.orElseThrow();
    ExtractOptions extracts = options.orElseThrow();
    FirmYearProcess process = FirmYearProcess.of(chosen.options());
    List<FirmHistory> firms = process.firms();
    List<ExtractTable> tables = new ArrayList<>(Statements.tables());
    tables.addAll(Profiles.tables());
    if (extracts.tradingDays() > 0) {
      tables.add(new Trades(chosen.options().seed(), extracts.tradingDays()).table());
    }
    for (int i = 0; i < tables.size(); i++) {
      Steps.begin(spark, "Writing extracts of " + tables.get(i).name());
      ExtractFile file =
          new ExtractFile(
              tables.get(i),
              extracts,
              extracts.encodings().get(i % extracts.encodings().size()),
              extracts.headers().get(i % extracts.headers().size()));
      write(tables.get(i), file, firms, process, results);
    }
    long rows = firms.stream().mapToLong(FirmHistory::years).sum();
    Map<String, Object> declared =
        new LinkedHashMap<>(SimulationJson.of(chosen, firms.size(), rows));
    declared.put("tables", tables.stream().map(ExtractTable::name).toList());
    declared.put("shards", extracts.shards());
    results.json(NAME, declared);
    results.manifest(NAME, declared);
  }

  private void write(
      ExtractTable table,
      ExtractFile file,
      List<FirmHistory> firms,
      FirmYearProcess process,
      Results results) {
    ExtractOptions extracts = options.orElseThrow();
    int shards = Math.min(extracts.shards(), firms.size());
    for (int shard = 0; shard < shards; shard++) {
      List<FirmHistory> part = part(firms, shard, shards);
      String name =
          table.name() + (shards == 1 ? "" : shard + 1) + "." + extracts.format().ending();
      String folder =
          String.format(Locale.ROOT, "extracts/上市公司 [%s] (%d)/", table.title(), shard + 1);
      if (extracts.zipped()) {
        results.file(
            folder + table.title() + "(模拟数据).zip",
            stream -> file.archive(stream, name, part, process::draw));
      } else {
        results.file(folder + name, stream -> file.data(stream, part, process::draw));
        results.file(folder + file.dictionaryName(), file::dictionary);
      }
    }
  }

  /** A shard's firms; the last of the shard before is among them, so that shards overlap. */
  private static List<FirmHistory> part(List<FirmHistory> firms, int shard, int shards) {
    int from = (int) ((long) firms.size() * shard / shards);
    int to = (int) ((long) firms.size() * (shard + 1) / shards);
    return firms.subList(Math.max(0, from - 1), to);
  }
}

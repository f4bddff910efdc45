package org.panelworks.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.panelworks.NearestName;
import org.panelworks.jobs.runtime.Output;
import org.panelworks.jobs.runtime.RunStage;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.jobs.runtime.StandalonePlan;
import org.panelworks.jobs.runtime.Steps;

/**
 * The sections that make what a study reads. They run first, each into a directory of its own that
 * the settings name, so that its result stands by itself: complete before the study reads it, kept
 * where the study then fails, and read without being made again by a run of one section.
 */
final class StudySources {
  private final Map<String, StandalonePlan> plans;

  private StudySources(Map<String, StandalonePlan> plans) {
    this.plans = new LinkedHashMap<>(plans);
  }

  static StudySources none() {
    return new StudySources(Map.of());
  }

  /** Sections by their names; one that names no directory is a problem of the settings. */
  static StudySources of(Map<String, StandalonePlan> plans, SettingsReader settings) {
    if (!settings.anyProblem()) {
      plans.forEach(
          (name, plan) -> {
            if (plan.output().isEmpty()) {
              settings.problem(
                  name + ".out",
                  "is required and missing: the study's other sections read the tables there");
            }
          });
    }
    return new StudySources(plans);
  }

  /** What the panel reads of their directories must be among what they make. */
  void check(List<String> panel, Path study, SettingsReader settings) {
    plans.forEach(
        (name, plan) -> {
          for (String path : panel) {
            made(path, study, plan)
                .filter(table -> !plan.makes().contains(table))
                .ifPresent(
                    table ->
                        settings.problem(
                            "panel",
                            "reads `"
                                + path
                                + "`, and `"
                                + name
                                + "` makes no table `"
                                + table
                                + "`"
                                + NearestName.hint(table, plan.makes())));
          }
        });
  }

  /** The name of the table at a path that lies among a section's results. */
  private static Optional<String> made(String path, Path study, StandalonePlan plan) {
    return plan.output()
        .map(out -> absolute(out, study) + "/data/")
        .filter(data -> absolute(path, study).startsWith(data))
        .map(data -> absolute(path, study).substring(data.length()))
        .filter(file -> file.matches("[^/*?]+\\.parquet/?"))
        .map(file -> file.replaceFirst("\\.parquet/?$", ""));
  }

  private static String absolute(String path, Path study) {
    if (!Output.isLocal(path)) {
      return path.replaceFirst("/+$", "");
    }
    String plain = path.replaceFirst("^file:(//[^/]*)?", "");
    return study.toAbsolutePath().resolveSibling(plain).normalize().toString();
  }

  /** A table that the panel reads and that no run has made yet. */
  Optional<String> missing(List<String> panel, Path study, Configuration hadoop) {
    return panel.stream()
        .filter(
            path -> plans.values().stream().anyMatch(plan -> made(path, study, plan).isPresent()))
        .filter(path -> !Output.isThere(absolute(path, study), hadoop))
        .findFirst();
  }

  /** The stages that make them. */
  List<RunStage> stages(List<String> files) {
    List<RunStage> stages = new ArrayList<>();
    plans.forEach(
        (name, plan) ->
            stages.add(
                new RunStage(
                    name,
                    plan.output().orElseThrow(),
                    "`" + name + ".out`",
                    files,
                    plan::inputs,
                    (spark, results) -> {
                      Steps.section(spark, name);
                      plan.run(spark, results);
                    })));
    return stages;
  }

  /** For the manifest of the study: where the sections' own results are. */
  List<Map<String, Object>> results() {
    List<Map<String, Object>> results = new ArrayList<>();
    plans.forEach(
        (name, plan) -> {
          Map<String, Object> result = new LinkedHashMap<>();
          result.put("job", name);
          result.put("result", plan.output().orElseThrow());
          results.add(result);
        });
    return results;
  }

  /** Looks at what they read. */
  List<String> check(SparkSession spark) {
    return plans.values().stream().flatMap(plan -> plan.check(spark).stream()).toList();
  }

  List<String> names() {
    return List.copyOf(plans.keySet());
  }

  boolean isEmpty() {
    return plans.isEmpty();
  }
}

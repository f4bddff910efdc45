package org.panelworks.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.panelworks.SettingsException;
import org.panelworks.jobs.panel.PanelNeeds;
import org.panelworks.jobs.panel.PanelPlan;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.BatchRun;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.RunStage;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.jobs.runtime.StandalonePlan;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.jobs.runtime.StudyRole;

/**
 * A study with the settings of the wanted sections read and checked. All of them work on one panel,
 * which is read once for the union of their needs.
 */
final class StudyRun {
  private static final List<String> SHARED =
      List.of("panel", "interpolate", "derive", "screens", "sample", "winsorize", "lags");

  private final SettingsReader settings;
  private final String name;
  private final String job;
  private final Map<String, JobPlan> plans;
  private final StudySources sources;
  private final PanelReading.@Nullable Panel panel;
  private final String defaultOutput;

  private StudyRun(
      SettingsReader settings,
      String name,
      String job,
      Map<String, JobPlan> plans,
      StudySources sources,
      PanelReading.@Nullable Panel panel,
      String defaultOutput) {
    this.settings = settings;
    this.name = name;
    this.job = job;
    this.plans = plans;
    this.sources = sources;
    this.panel = panel;
    this.defaultOutput = defaultOutput;
  }

  /**
   * Reads a study.
   *
   * @param job the job whose section is wanted, {@code study} for all sections in the file's order
   * @throws SettingsException naming everything wrong with the settings of all wanted sections
   */
  static StudyRun read(
      JobCatalog catalog,
      PanelReading panels,
      String job,
      Path file,
      Map<String, String> overrides) {
    SettingsReader settings = SettingsReader.of(file, overrides);
    String name = settings.text("study", baseName(file));
    if (!Results.isSafe(name)) {
      settings.problem(
          "study", "must consist of letters, digits, `_`, `-` and `.`, it names a directory");
    }
    Map<String, JobPlan> plans = new LinkedHashMap<>();
    for (Job wanted : wanted(catalog, job, settings)) {
      settings
          .build(wanted.name(), () -> wanted.plan(settings.section(wanted.name())))
          .ifPresent(plan -> plans.put(wanted.name(), plan));
    }
    if (job.equals(JobCatalog.STUDY)) {
      checkOthers(catalog, settings);
    }
    catalog.jobs().forEach(other -> settings.has(other.name()));
    boolean usesPanel = plans.values().stream().anyMatch(PanelPlan.class::isInstance);
    SHARED.forEach(settings::has);
    PanelReading.Panel panel =
        usesPanel || settings.has("panel")
            ? settings.build(() -> panels.read(settings)).flatMap(read -> read).orElse(null)
            : null;
    StudySources sources = sources(catalog, plans, settings);
    if (panel != null) {
      sources.check(panel.tables(), file, settings);
    }
    settings.finish();
    String output =
        job.equals(JobCatalog.STUDY) ? "out/" + name : catalog.job(job).defaultOutput(name);
    return new StudyRun(settings, name, job, plans, sources, panel, output);
  }

  /** The sections that make what the others read; where there is but one, it is the run itself. */
  private static StudySources sources(
      JobCatalog catalog, Map<String, JobPlan> plans, SettingsReader settings) {
    if (plans.size() == 1) {
      return StudySources.none();
    }
    Map<String, StandalonePlan> sources = new LinkedHashMap<>();
    plans.forEach(
        (name, plan) -> {
          if (catalog.job(name).role() == StudyRole.SOURCE
              && plan instanceof StandalonePlan alone) {
            sources.put(name, alone);
          }
        });
    plans.keySet().removeAll(sources.keySet());
    return StudySources.of(sources, settings);
  }

  /** Sections that a run of the study leaves alone are wrong or right all the same. */
  private static void checkOthers(JobCatalog catalog, SettingsReader settings) {
    for (Job other : catalog.jobs()) {
      if (other.role() == StudyRole.APART && settings.has(other.name())) {
        settings.build(other.name(), () -> other.plan(settings.section(other.name())));
      }
    }
  }

  private static List<Job> wanted(JobCatalog catalog, String job, SettingsReader settings) {
    if (!job.equals(JobCatalog.STUDY)) {
      return List.of(catalog.job(job));
    }
    List<Job> present =
        settings.names().stream()
            .flatMap(
                section ->
                    catalog.jobs().stream()
                        .filter(candidate -> candidate.name().equals(section))
                        .filter(candidate -> candidate.role() != StudyRole.APART))
            .toList();
    if (present.isEmpty()) {
      settings.problem(
          "the study has no section of any job; there are "
              + String.join(", ", catalog.jobs().stream().map(Job::name).toList()));
    }
    return present;
  }

  /** The directory of the results where the command line names none. */
  private String defaultOutput() {
    return standalone().stream()
        .filter(plan -> sources.isEmpty() && plans.size() == 1)
        .flatMap(plan -> plan.output().stream())
        .findFirst()
        .orElse(defaultOutput);
  }

  /** The plans that need no panel, but for those that make what the others read. */
  private List<StandalonePlan> standalone() {
    return plans.values().stream()
        .filter(StandalonePlan.class::isInstance)
        .map(StandalonePlan.class::cast)
        .toList();
  }

  /** The sections that will run, in this order. */
  List<String> sections() {
    List<String> sections = new ArrayList<>(sources.names());
    sections.addAll(plans.keySet());
    return sections;
  }

  /** Whether there is anything to look at before a run. */
  boolean hasInputs() {
    return panel != null
        || !sources.isEmpty()
        || standalone().stream().anyMatch(plan -> !plan.makes().isEmpty());
  }

  /** Looks at what the sections read, where it can be reached from here; reads no rows. */
  List<String> look(SparkSession spark) {
    List<String> seen = new ArrayList<>(sources.check(spark));
    standalone().forEach(plan -> plan.check(spark).ifPresent(seen::add));
    if (panel != null) {
      seen.add(look(spark, panel));
    }
    return seen;
  }

  /** Checks the panel's schema against everything that the sections need of it. */
  private String look(SparkSession spark, PanelReading.Panel known) {
    Optional<String> absent = absent(spark, known);
    if (absent.isPresent()) {
      return "the input "
          + absent.get()
          + " is not to be found from here: its columns are not checked";
    }
    known.check(spark, needs());
    return "the input " + known.path() + " has every column that the study uses";
  }

  /** The panel's input that is not there to be looked at, with who makes it. */
  private Optional<String> absent(SparkSession spark, PanelReading.Panel known) {
    Optional<String> unmade =
        sources
            .missing(known.tables(), settings.file(), spark.sessionState().newHadoopConf())
            .map(table -> table + ", which " + String.join(", ", sources.names()) + " makes,");
    boolean isPath = known.path().contains("/") || known.path().contains(".");
    return isPath && unmade.isEmpty() && known.inputs(spark).isEmpty()
        ? Optional.of(known.path())
        : unmade;
  }

  /**
   * Runs the sections.
   *
   * @param directory of the results, empty for the default
   * @return where the results are, that of the study last
   */
  List<String> run(String directory) throws Exception {
    List<String> files = new ArrayList<>(settings.files());
    List<RunStage> stages = sources.stages(files);
    if (plans.isEmpty() && !directory.isEmpty()) {
      throw new SettingsException(
          "--out names a directory, but every section has one of its own (`"
              + String.join(".out`, `", sources.names())
              + ".out`): leave it out");
    }
    if (panel != null && readsPanel()) {
      files.add(panel.path());
    }
    if (!plans.isEmpty()) {
      String out = directory.isEmpty() ? defaultOutput() : directory;
      stages.add(new RunStage(job, out, "--out", files, this::inputs, this::work));
    }
    return new BatchRun(name, job, stages).execute(settings);
  }

  /** The paths of the data; none where nothing is there. */
  private List<String> inputs(SparkSession spark) {
    List<String> inputs = new ArrayList<>();
    if (panel != null && readsPanel()) {
      inputs.addAll(panel.inputs(spark));
    }
    standalone().forEach(plan -> inputs.addAll(plan.inputs(spark)));
    return inputs;
  }

  /** Whether any section works on the panel; a job that makes it may write where it stands. */
  private boolean readsPanel() {
    return plans.values().stream().anyMatch(PanelPlan.class::isInstance);
  }

  private void work(SparkSession spark, Results results) {
    if (!sources.isEmpty()) {
      results.manifest("sources", sources.results());
    }
    PreparedPanel prepared = null;
    if (readsPanel()) {
      if (panel == null) {
        throw new IllegalStateException("a section works on a panel that was not read");
      }
      Steps.section(spark, "panel");
      prepared = panel.prepare(spark, needs(), results);
    }
    try {
      for (Map.Entry<String, JobPlan> plan : plans.entrySet()) {
        Steps.section(spark, plan.getKey());
        run(plan.getValue(), spark, prepared, results);
      }
    } finally {
      if (prepared != null) {
        prepared.close();
      }
    }
  }

  private static void run(
      JobPlan plan, SparkSession spark, @Nullable PreparedPanel prepared, Results results) {
    if (plan instanceof PanelPlan onPanel && prepared != null) {
      onPanel.run(prepared, results);
    } else if (plan instanceof StandalonePlan alone) {
      alone.run(spark, results);
    } else {
      throw new IllegalStateException("nothing knows how to run a " + plan.getClass().getName());
    }
  }

  private PanelNeeds needs() {
    return plans.values().stream()
        .filter(PanelPlan.class::isInstance)
        .map(plan -> ((PanelPlan) plan).needs())
        .reduce(PanelNeeds.none(), PanelNeeds::and);
  }

  private static String baseName(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "study" : last.toString().replaceFirst("\\.conf$", "");
    String safe =
        name.replaceAll("[^\\p{L}\\p{N}\\p{M}_.-]+", "-").replaceFirst("^[^\\p{L}\\p{N}]+", "");
    return Results.isSafe(safe) && !Files.isDirectory(file) ? safe : "study";
  }
}

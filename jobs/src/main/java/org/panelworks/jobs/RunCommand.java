package org.panelworks.jobs;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one job's section of a study, or all of them. */
@Command
final class RunCommand implements Callable<Integer> {
  private final JobCatalog catalog;
  private final PanelReading panels;
  private final String job;
  private final PrintStream out;

  @Parameters(index = "0", paramLabel = "STUDY.conf", description = "The study file.")
  private Path study = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Directory of the results, replaced as a whole (default: out/ and the study's"
              + " name).")
  private String directory = "";

  @Option(
      names = "--set",
      paramLabel = "path=value",
      parameterConsumer = Overrides.Consumer.class,
      description = "Replaces the setting at a path; may be given several times.")
  private List<String> sets = new ArrayList<>();

  RunCommand(JobCatalog catalog, PanelReading panels, String job, PrintStream out) {
    this.catalog = catalog;
    this.panels = panels;
    this.job = job;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    StudyRun run = StudyRun.read(catalog, panels, job, study, Overrides.parse(sets));
    String result = run.run(directory.isEmpty() ? run.defaultOutput() : directory);
    out.println("The tables are in " + result + "/tables");
    return 0;
  }
}

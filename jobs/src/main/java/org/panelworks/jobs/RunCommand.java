package org.panelworks.jobs;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one job's section of a study, or all of them. */
@Command
final class RunCommand implements Callable<Integer> {
  private final JobCatalog catalog;
  private final PanelReading panels;
  private final String job;
  private final PrintStream out;

  @Mixin private StudyArguments arguments = new StudyArguments();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Directory of the results, replaced as a whole (default: out/ and the study's"
              + " name).")
  private String directory = "";

  RunCommand(JobCatalog catalog, PanelReading panels, String job, PrintStream out) {
    this.catalog = catalog;
    this.panels = panels;
    this.job = job;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    StudyRun run = StudyRun.read(catalog, panels, job, arguments.study(), arguments.overrides());
    for (String result : run.run(directory)) {
      out.println("The tables are in " + result + "/tables");
    }
    return 0;
  }
}

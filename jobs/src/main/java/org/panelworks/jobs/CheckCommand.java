package org.panelworks.jobs;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.panelworks.jobs.runtime.SchemaCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks a study without running it. */
@Command(
    name = "check",
    description =
        "Checks everything in a study that can be known before its data are read: all settings of"
            + " all sections and, where the inputs can be reached, their columns and types, the"
            + " files of what makes tables, and dictionaries."
            + " Writes nothing.")
final class CheckCommand implements Callable<Integer> {
  private final JobCatalog catalog;
  private final PanelReading panels;
  private final PrintStream out;

  @Mixin private StudyArguments arguments = new StudyArguments();

  CheckCommand(JobCatalog catalog, PanelReading panels, PrintStream out) {
    this.catalog = catalog;
    this.panels = panels;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    StudyRun run =
        StudyRun.read(catalog, panels, JobCatalog.STUDY, arguments.study(), arguments.overrides());
    String sections = String.join(", ", run.sections());
    out.println(arguments.study() + ": the settings are right (" + sections + ")");
    if (run.hasInputs()) {
      SchemaCheck.run(run::look).forEach(out::println);
    }
    return 0;
  }
}

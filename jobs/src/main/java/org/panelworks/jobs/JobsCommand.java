package org.panelworks.jobs;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.panelworks.jobs.runtime.Job;
import picocli.CommandLine.Command;

/** Lists all jobs. */
@Command(name = "jobs", description = "Lists all jobs.")
final class JobsCommand implements Callable<Integer> {
  private final JobCatalog catalog;
  private final PrintStream out;

  JobsCommand(JobCatalog catalog, PrintStream out) {
    this.catalog = catalog;
    this.out = out;
  }

  @Override
  public Integer call() {
    int width = catalog.names().stream().mapToInt(String::length).max().orElse(0);
    String line = "%-" + width + "s  %s%n";
    for (Job job : catalog.jobs()) {
      out.printf(Locale.ROOT, line, job.name(), job.summary());
    }
    out.printf(Locale.ROOT, line, JobCatalog.STUDY, "every section of a study on one panel");
    return 0;
  }
}

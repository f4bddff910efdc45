package org.panelworks.jobs;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.panelworks.jobs.runtime.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a result against its manifest. */
@Command(
    name = "verify",
    description =
        "Checks that a result is complete: its manifest is there and every file that"
            + " it lists has the size and the hash it was written with. Repairs what a crash left"
            + " while one result replaced another. Exit code 0 only where all is well, else 3.")
final class VerifyCommand implements Callable<Integer> {
  private final PrintStream out;

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of the result.")
  private String directory = "";

  VerifyCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    Output.verify(directory, new Configuration()).forEach(out::println);
    out.println(directory + ": complete, every file as it was written");
    return 0;
  }
}

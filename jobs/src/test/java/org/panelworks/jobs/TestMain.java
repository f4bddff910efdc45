package org.panelworks.jobs;

import org.panelworks.jobs.runtime.Console;

/** The command line with the jobs of {@link TestJobs}, for tests that need a process. */
final class TestMain {
  private TestMain() {}

  public static void main(String[] arguments) {
    Console.exit(new Main(TestJobs.catalog(), TestJobs.panels(), System.out).run(arguments));
  }
}

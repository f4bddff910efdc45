package org.panelworks.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which study, and what replaces its settings. */
final class StudyArguments {
  @Parameters(index = "0", paramLabel = "STUDY.conf", description = "The study file.")
  private Path study = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "path=value",
      parameterConsumer = Overrides.Consumer.class,
      description = "Replaces the setting at a path; may be given several times.")
  private List<String> sets = new ArrayList<>();

  Path study() {
    return study;
  }

  Map<String, String> overrides() {
    return Overrides.parse(sets);
  }
}

package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.SettingsReader;

/** Every job has what a reader looks for: a study to copy from, a manual, a place in the README. */
class JobCatalogTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TestFactory
  Stream<DynamicTest> everyJobHasAStudyToCopyFrom() {
    return JobCatalog.standard().jobs().stream()
        .map(
            job ->
                DynamicTest.dynamicTest(
                    job.name(),
                    () ->
                        assertThat(studies())
                            .as("a study in conf/ with a section " + job.name())
                            .anyMatch(study -> sections(study).contains(job.name()))));
  }

  @TestFactory
  Stream<DynamicTest> everyStudyParses() throws IOException {
    return studies().stream()
        .map(
            study ->
                DynamicTest.dynamicTest(
                    String.valueOf(study.getFileName()),
                    () -> {
                      StudyRun run =
                          StudyRun.read(
                              JobCatalog.standard(),
                              StudyPanel::read,
                              JobCatalog.STUDY,
                              study,
                              Map.of());
                      assertThat(run.sections()).isNotEmpty();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> theReadmeAndTheManualSpeakOfEveryJob() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    return JobCatalog.standard().jobs().stream()
        .map(
            job ->
                DynamicTest.dynamicTest(
                    job.name(),
                    () -> {
                      assertThat(readme).contains("### " + job.name());
                      assertThat(job.manual()).startsWith(job.name() + ":").contains(job.name());
                    }));
  }

  @Test
  void namesAreDistinctAndNoneIsThatOfTheWholeStudy() {
    List<String> names = JobCatalog.standard().jobs().stream().map(Job::name).toList();
    assertThat(new TreeSet<>(names)).hasSameSizeAs(names).doesNotContain(JobCatalog.STUDY);
  }

  private static List<Path> studies() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("conf"))) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  private static List<String> sections(Path study) throws SettingsException {
    return SettingsReader.of(study, Map.of()).names();
  }
}

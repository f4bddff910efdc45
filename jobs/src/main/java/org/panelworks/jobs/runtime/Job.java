package org.panelworks.jobs.runtime;

/** One kind of batch job: a section of a study file and what runs it. */
public interface Job {
  /** The job's name on the command line and of its section in the study file, kebab-case. */
  String name();

  /** One line for the list of jobs. */
  String summary();

  /**
   * The job's manual for {@code JOB --help}: input grain, every setting, output tables and columns.
   */
  String manual();

  /** What {@code study}, which runs the sections of a file, does with this one. */
  default StudyRole role() {
    return StudyRole.SECTION;
  }

  /**
   * The directory that takes the results where {@code --out} names none.
   *
   * @param study the study's name
   */
  default String defaultOutput(String study) {
    return "out/" + study;
  }

  /**
   * Reads and checks the job's section, without Spark. Problems are recorded in the reader, which
   * reports all of them together.
   *
   * @param section the job's own section
   */
  JobPlan plan(SettingsReader section);
}

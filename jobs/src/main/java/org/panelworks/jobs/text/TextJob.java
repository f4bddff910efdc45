package org.panelworks.jobs.text;

import java.nio.file.Path;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.jobs.runtime.StudyRole;

/**
 * Counts the words of dictionaries in documents.
 *
 * <p>Input grain: one document per unit and time, in a table's column or a file of its own. Output:
 * {@code data/text-measures.parquet}, one row per unit and time, to be joined to panels; {@code
 * tables/text}, {@code text-words}, {@code text-themes}, {@code text-expansion}; of more than
 * 10,000 words {@code data/text-words.parquet}.
 */
public final class TextJob implements Job {
  @Override
  public String name() {
    return "text";
  }

  @Override
  public String summary() {
    return "frequencies and shares of dictionary words in documents, and candidates for more words";
  }

  @Override
  public String manual() {
    return TextManual.TEXT;
  }

  @Override
  public StudyRole role() {
    return StudyRole.SOURCE;
  }

  @Override
  public String defaultOutput(String study) {
    return "out/" + study + "-text";
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    Path folder = section.file().toAbsolutePath().getParent();
    return new TextPlan(TextSettingsReader.read(section), folder == null ? Path.of("") : folder);
  }
}

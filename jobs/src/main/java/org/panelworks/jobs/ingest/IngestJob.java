package org.panelworks.jobs.ingest;

import java.nio.file.Path;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.jobs.runtime.StudyRole;

/**
 * Turns downloaded extracts into typed, documented Parquet.
 *
 * <p>Input: zip, csv, txt and xlsx files, one or several for each table. Output: {@code
 * data/TABLE.parquet}, one row per key, with labels, units and value maps as the columns' metadata;
 * {@code tables/ingest}, {@code tables/ingest-columns}. A run of the study begins with it.
 */
public final class IngestJob implements Job {
  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String summary() {
    return "downloaded extracts (zip, csv, txt, xlsx) to typed, documented Parquet";
  }

  @Override
  public String manual() {
    return IngestManual.TEXT;
  }

  @Override
  public StudyRole role() {
    return StudyRole.SOURCE;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    Path folder = section.file().toAbsolutePath().getParent();
    return new IngestPlan(
        IngestSettingsReader.read(section), folder == null ? Path.of("") : folder);
  }
}

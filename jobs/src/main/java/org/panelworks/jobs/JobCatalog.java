package org.panelworks.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;
import org.panelworks.jobs.anova.AnovaJob;
import org.panelworks.jobs.describe.DescribeJob;
import org.panelworks.jobs.grey.GreyJob;
import org.panelworks.jobs.indices.IndicesJob;
import org.panelworks.jobs.ingest.IngestJob;
import org.panelworks.jobs.kano.KanoJob;
import org.panelworks.jobs.qca.FsqcaJob;
import org.panelworks.jobs.regress.RegressJob;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.StudyRole;
import org.panelworks.jobs.segment.SegmentJob;
import org.panelworks.jobs.simulate.SimulateJob;
import org.panelworks.jobs.text.TextJob;
import org.panelworks.jobs.topsis.TopsisJob;
import org.panelworks.jobs.underwrite.UnderwriteJob;
import org.panelworks.jobs.watershed.WatershedJob;

/** All jobs. A new one is one line here. */
final class JobCatalog {
  /** The name that runs every section of a study. */
  static final String STUDY = "study";

  private final List<Job> jobs;

  private JobCatalog(List<Job> jobs) {
    this.jobs = jobs;
  }

  /** The jobs of this build, in the order in which lists show them. */
  static JobCatalog standard() {
    return of(
        List.of(
            new DescribeJob(),
            new RegressJob(),
            new FsqcaJob(),
            new TopsisJob(),
            new IndicesJob(),
            new GreyJob(),
            new UnderwriteJob(),
            new SegmentJob(),
            new AnovaJob(),
            new KanoJob(),
            new WatershedJob(),
            new TextJob(),
            new IngestJob(),
            new SimulateJob()));
  }

  static JobCatalog of(List<Job> jobs) {
    long names = jobs.stream().map(Job::name).distinct().count();
    if (names != jobs.size() || jobs.stream().anyMatch(job -> job.name().equals(STUDY))) {
      throw new IllegalArgumentException("every job needs a name of its own, and not " + STUDY);
    }
    return new JobCatalog(List.copyOf(jobs));
  }

  List<Job> jobs() {
    return jobs;
  }

  /** The names of the jobs with whose sections a run of the whole study does this. */
  List<String> named(StudyRole role) {
    return jobs.stream().filter(job -> job.role() == role).map(Job::name).toList();
  }

  /** Every word that may stand for a job on the command line. */
  List<String> names() {
    List<String> names = new ArrayList<>(jobs.stream().map(Job::name).toList());
    names.add(STUDY);
    return names;
  }

  Job job(String name) {
    Optional<Job> job =
        jobs.stream().filter(candidate -> candidate.name().equals(name)).findFirst();
    return job.orElseThrow(
        () ->
            new SettingsException(
                "there is no job `" + name + "`" + NearestName.hint(name, names())));
  }
}

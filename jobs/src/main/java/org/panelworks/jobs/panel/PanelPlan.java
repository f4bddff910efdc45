package org.panelworks.jobs.panel;

import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.Results;

/** A plan that works on the study's prepared panel, shared with the other sections of the study. */
public interface PanelPlan extends JobPlan {
  /** The columns and row conditions that the job uses. */
  PanelNeeds needs();

  /** Computes the job's results; {@code results} takes them, the runtime writes them. */
  void run(PreparedPanel panel, Results results);
}

package org.panelworks.jobs.qca;

/** Whether the robustness table leaves out each case in turn. */
enum LeaveOneOut {
  /** Yes; refused where there are too many cases. */
  ALWAYS,
  /** Yes, but not where there are too many cases, of which a warning tells. */
  IF_FEW,
  /** No. */
  NEVER
}

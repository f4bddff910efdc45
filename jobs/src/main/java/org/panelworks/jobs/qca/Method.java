package org.panelworks.jobs.qca;

/** How a study says that a set is calibrated. */
enum Method {
  DIRECT,
  LINEAR,
  PERCENTILE,
  STEPS,
  NEAREST,
  CRISP,
  MULTI_VALUE,
  MEAN,
  NONE
}

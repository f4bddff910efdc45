package org.panelworks.jobs.underwrite;

/** What a printed figure is compared with; rates in percent. */
enum Quantity {
  LARGEST_LOSS_RATE,
  LOSS_RATE,
  LOWEST_PREMIUM,
  HIGHEST_PREMIUM
}

package org.panelworks.jobs.watershed;

import org.panelworks.hydrology.LoadEstimate;

/** The unit of a flow column. */
enum FlowUnit {
  /** Cubic metres a second. */
  M3_S(1),
  /** Litres a day. */
  L_DAY(1 / LoadEstimate.LITRES_A_DAY),
  /** Cubic metres a day. */
  M3_DAY(1000 / LoadEstimate.LITRES_A_DAY);

  private final double cubicMetresASecond;

  FlowUnit(double cubicMetresASecond) {
    this.cubicMetresASecond = cubicMetresASecond;
  }

  /** A flow of this unit in m³/s. */
  double cubicMetresASecond(double flow) {
    return flow * cubicMetresASecond;
  }
}

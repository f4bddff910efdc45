package org.panelworks.jobs.regress;

import java.io.Serializable;
import org.panelworks.regression.FittedModel;

/**
 * A model whose rows or fixed effects are written.
 *
 * @param name as it stands over the model's column
 * @param fitted the model
 * @param withFitted whether fitted values are asked for
 * @param withResiduals whether residuals are asked for
 */
record SavedModel(String name, FittedModel fitted, boolean withFitted, boolean withResiduals)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}

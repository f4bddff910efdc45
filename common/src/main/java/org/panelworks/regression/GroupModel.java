package org.panelworks.regression;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * A model by the columns of its group.
 *
 * @param plan the model
 * @param response column of the response
 * @param regressors columns of the regressors, the constant first where there is one
 */
record GroupModel(ModelPlan plan, int response, int[] regressors) implements Serializable {
  private static final long serialVersionUID = 1L;

  static GroupModel of(ModelPlan plan, List<DesignColumn> columns) {
    int constants = plan.constant() ? 1 : 0;
    int[] regressors = new int[plan.regressors().size() + constants];
    if (plan.constant()) {
      regressors[0] = columns.size();
    }
    for (int k = 0; k < plan.regressors().size(); k++) {
      regressors[k + constants] = columns.indexOf(plan.regressors().get(k));
    }
    return new GroupModel(plan, columns.indexOf(plan.response()), regressors);
  }

  /** Whether a column of the group is the response or a regressor. */
  boolean uses(int column) {
    return response == column || Arrays.stream(regressors).anyMatch(k -> k == column);
  }

  /** Name of regressor {@code k}. */
  String term(int k) {
    if (plan.constant()) {
      return k == 0 ? ModelPlan.CONSTANT : plan.regressors().get(k - 1).name();
    }
    return plan.regressors().get(k).name();
  }
}

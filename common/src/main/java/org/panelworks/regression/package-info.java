/** Linear regression on panels: formulas, their columns, and the estimator. */
package org.panelworks.regression;

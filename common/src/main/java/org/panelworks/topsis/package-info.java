/** Composite evaluation of units over years: weights, TOPSIS, obstacle degrees, ranks. */
package org.panelworks.topsis;

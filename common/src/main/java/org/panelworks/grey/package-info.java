/** Grey forecasts of short series: GM(1,1), its accuracy tests and its back-tests. */
package org.panelworks.grey;

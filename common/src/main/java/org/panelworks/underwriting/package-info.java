/** Whether and at what premium an insurer and its client agree on a cover. */
package org.panelworks.underwriting;

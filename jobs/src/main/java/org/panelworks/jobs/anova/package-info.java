/** The job {@code anova}: comparisons of groups. */
package org.panelworks.jobs.anova;

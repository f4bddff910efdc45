/** The job {@code indices}: trade, concentration and specialisation indices, growth and shares. */
package org.panelworks.jobs.indices;

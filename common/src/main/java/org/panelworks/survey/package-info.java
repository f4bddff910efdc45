/** Methods of surveys and experiments: group comparisons and Kano classification. */
package org.panelworks.survey;

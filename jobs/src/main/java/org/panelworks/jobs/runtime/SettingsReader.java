package org.panelworks.jobs.runtime;

/** The one reader of study files. */
public final class SettingsReader {}

package org.panelworks.jobs.runtime;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.panelworks.SettingsException;

/**
 * Includes that must be there. Typesafe Config passes over a missing include in silence; a study
 * that lost half its settings so would still run. Names are files, relative to the including file,
 * {@code .conf} understood.
 */
final class StrictIncluder
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
  private final Path including;
  private final List<Path> chain;

  private StrictIncluder(Path including, List<Path> chain) {
    this.including = including;
    this.chain = List.copyOf(chain);
  }

  static StrictIncluder of(Path study) {
    return new StrictIncluder(study, List.of(study.toAbsolutePath().normalize()));
  }

  /** The file that an include in {@code including} names, where it exists. */
  static Optional<Path> find(Path including, String name) {
    try {
      Path exact = including.resolveSibling(name);
      if (Files.isRegularFile(exact)) {
        return Optional.of(exact);
      }
      Path withSuffix = including.resolveSibling(name + ".conf");
      return Files.isRegularFile(withSuffix) ? Optional.of(withSuffix) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    Path file =
        find(including, what)
            .orElseThrow(
                () ->
                    new SettingsException(
                        including + ": the included file `" + what + "` does not exist"));
    Path real = file.toAbsolutePath().normalize();
    if (chain.contains(real)) {
      throw new SettingsException(including + ": the file `" + what + "` includes itself");
    }
    StudyFile.text(file);
    List<Path> longer = new ArrayList<>(chain);
    longer.add(real);
    return StudyFile.parse(file, new StrictIncluder(file, longer)).root();
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return include(context, what.getPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw new SettingsException(
        including + ": an include names a file, not an address, got `" + what + "`");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw new SettingsException(
        including + ": an include names a file, not a class path resource, got `" + what + "`");
  }
}

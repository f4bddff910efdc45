package org.panelworks.jobs.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one run in the directories it works in, so that a later run can tell remains from work
 * under way.
 *
 * @param started to the second
 * @param process the driver's process id
 * @param host the driver's host name, letters, digits and hyphens only
 */
record RunId(Instant started, long process, String host) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);
  private static final Pattern TEXT = Pattern.compile("(\\d{8}T\\d{6})-(\\d{1,18})-([a-z0-9-]+)");

  /** Remains of another host's runs are left alone for so long. */
  private static final Duration FOREIGN = Duration.ofDays(7);

  static RunId now() {
    return new RunId(
        Instant.ofEpochSecond(Instant.now().getEpochSecond()),
        ProcessHandle.current().pid(),
        thisHost());
  }

  static Optional<RunId> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Instant started = LocalDateTime.parse(matcher.group(1), TIME).toInstant(ZoneOffset.UTC);
    return Optional.of(new RunId(started, Long.parseLong(matcher.group(2)), matcher.group(3)));
  }

  /** Whether the run may still be under way. */
  boolean isAlive() {
    if (!host.equals(thisHost())) {
      return started.isAfter(Instant.now().minus(FOREIGN));
    }
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        .filter(
            running ->
                running
                    .info()
                    .startInstant()
                    .map(start -> !start.isAfter(started.plusSeconds(1)))
                    .orElse(true))
        .isPresent();
  }

  @Override
  public String toString() {
    return TIME.format(LocalDateTime.ofInstant(started, ZoneOffset.UTC))
        + "-"
        + process
        + "-"
        + host;
  }

  private static String thisHost() {
    try {
      String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
      String safe = name.replaceAll("[^a-z0-9]+", "-");
      return safe.isEmpty() ? "localhost" : safe;
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}

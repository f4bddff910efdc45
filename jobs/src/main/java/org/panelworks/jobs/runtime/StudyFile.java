package org.panelworks.jobs.runtime;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.KeyPositions.Position;

/**
 * A study file as parsed, its overrides applied and its substitutions resolved.
 *
 * @param file the study file as it was named
 * @param root all settings
 * @param positions where each key stands
 */
record StudyFile(Path file, ConfigObject root, KeyPositions positions) {
  private static final int LARGEST = 4 << 20;
  private static final String OVERRIDE = "--set";

  static StudyFile load(Path file, Map<String, String> overrides) {
    KeyPositions positions = new KeyPositions();
    scan(file, List.of(), positions, new ArrayList<>());
    Config base = parse(file, StrictIncluder.of(file));
    Config merged = base;
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      merged = overridden(merged, override.getKey(), override.getValue(), positions);
    }
    try {
      return new StudyFile(file, merged.resolve().root(), positions);
    } catch (ConfigException e) {
      throw unreadable(e);
    }
  }

  /** One file's own settings, its includes taken in. */
  static Config parse(Path file, StrictIncluder includer) {
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setAllowMissing(false)
            .setIncluder(includer);
    try {
      return ConfigFactory.parseFile(file.toFile(), options);
    } catch (ConfigException e) {
      throw unreadable(e);
    }
  }

  /** A study's text; refused where it is not there, not UTF-8 or far too large to be a study. */
  static String text(Path file) {
    try {
      if (!Files.exists(file)) {
        throw new SettingsException(file + ": no such study file");
      }
      if (Files.isDirectory(file)) {
        throw new SettingsException(file + ": a study is a file, this is a directory");
      }
      if (Files.size(file) > LARGEST) {
        throw new SettingsException(
            file + ": a study file has at most 4 MiB, this one has " + Files.size(file) + " bytes");
      }
      return decoded(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new SettingsException(file + ": cannot be read: " + e, e);
    }
  }

  private static String decoded(Path file, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      long line = 1 + out.chars().filter(c -> c == '\n').count();
      throw new SettingsException(
          file
              + ":"
              + line
              + ": a study file is UTF-8 text, byte "
              + (in.position() + 1)
              + " is not");
    }
    return out.toString();
  }

  private static void scan(
      Path file, List<String> path, KeyPositions positions, List<Path> including) {
    Path real = file.toAbsolutePath().normalize();
    if (including.contains(real)) {
      return;
    }
    including.add(real);
    positions.read(file.toString());
    KeyScanner scanner =
        new KeyScanner(
            text(file),
            file.toString(),
            positions,
            (name, inside) ->
                StrictIncluder.find(file, name)
                    .ifPresent(included -> scan(included, inside, positions, including)));
    scanner.scan(path);
    including.remove(real);
  }

  /**
   * Replaces what stands at a path. A value that was an object is replaced, not merged: a null in
   * between hides it, and substitutions elsewhere in the file see the new value.
   */
  private static Config overridden(
      Config config, String path, String value, KeyPositions positions) {
    List<String> elements = elements(path);
    refuseNonObjects(config, elements, path);
    String quoted = ConfigUtil.joinPath(elements);
    String hocon = isHocon(value) ? value : ConfigUtil.quoteString(value);
    ConfigParseOptions options =
        ConfigParseOptions.defaults().setOriginDescription(OVERRIDE + " " + path);
    try {
      Config overlay =
          ConfigFactory.parseString(quoted + " = null\n" + quoted + " = " + hocon, options);
      positions.record(elements, OVERRIDE + " " + path, -1);
      return overlay.withFallback(config);
    } catch (ConfigException e) {
      throw new SettingsException(
          OVERRIDE + " " + path + ": the value must be a text, a number or HOCON, got " + value, e);
    }
  }

  private static List<String> elements(String path) {
    try {
      return ConfigUtil.splitPath(path);
    } catch (ConfigException e) {
      throw new SettingsException(
          OVERRIDE + ": a setting's path is names joined by dots, got `" + path + "`", e);
    }
  }

  private static void refuseNonObjects(Config config, List<String> elements, String path) {
    ConfigObject object = config.root();
    for (int i = 0; i + 1 < elements.size(); i++) {
      ConfigValue value = object.get(elements.get(i));
      String prefix = String.join(".", elements.subList(0, i + 1));
      if (value instanceof ConfigList) {
        throw new SettingsException(
            OVERRIDE
                + " "
                + path
                + ": `"
                + prefix
                + "` is a list, and a path cannot lead into a"
                + " list: replace the whole list, or change the study file");
      }
      if (!(value instanceof ConfigObject next)) {
        return;
      }
      object = next;
    }
  }

  /** The rank of a key among all keys of the study, where it can be told. */
  Optional<Integer> ordinal(List<String> path, @Nullable ConfigValue value) {
    return positions.of(path).or(() -> copied(path, value)).map(Position::ordinal);
  }

  /** File and line of a setting: of its value, else of its key. */
  Optional<String> place(List<String> path, @Nullable ConfigValue value) {
    if (value != null) {
      String description = value.origin().description();
      if (description.startsWith(OVERRIDE)) {
        return Optional.of(description.replaceFirst(": \\d+(-\\d+)?$", ""));
      }
      if (value.origin().filename() != null && value.origin().lineNumber() > 0) {
        return Optional.of(value.origin().filename() + ":" + value.origin().lineNumber());
      }
    }
    return positions.of(path).map(position -> position.file() + ":" + position.line());
  }

  /** The place that a substituted key came from. */
  private Optional<Position> copied(List<String> path, @Nullable ConfigValue value) {
    if (value == null || value.origin().filename() == null) {
      return Optional.empty();
    }
    String key = path.get(path.size() - 1);
    return positions.of(value.origin().filename(), value.origin().lineNumber(), key);
  }

  /** Whether a value given on the command line is HOCON rather than literal text. */
  private static boolean isHocon(String value) {
    String trimmed = value.strip();
    return trimmed.startsWith("{")
        || trimmed.startsWith("[")
        || trimmed.startsWith("\"")
        || trimmed.equals("null")
        || trimmed.equals("true")
        || trimmed.equals("false")
        || trimmed.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  }

  private static SettingsException unreadable(ConfigException e) {
    if (e.getCause() instanceof SettingsException cause) {
      return cause;
    }
    ConfigOrigin origin = e.origin();
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    if (origin == null) {
      return new SettingsException(message, e);
    }
    String description = origin.description();
    String rest =
        message.startsWith(description + ": ")
            ? message.substring(description.length() + 2)
            : message;
    String where = description.replaceFirst(": (\\d+)(-\\d+)?$", ":$1");
    return new SettingsException(where + ": " + rest, e);
  }
}

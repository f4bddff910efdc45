package org.panelworks.jobs.runtime;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.panelworks.SettingsException;

/** Refuses a run whose output is its own input: replacing the one would delete the other. */
final class Overlap {
  private static final String WILD = "*?[{";

  private Overlap() {}

  static void refuse(String out, List<String> inputs) {
    refuse(out, inputs, "--out");
  }

  /**
   * Refuses an output that is an input.
   *
   * @param setting what names the output
   */
  static void refuse(String out, List<String> inputs, String setting) {
    for (String input : inputs) {
      if (overlap(out, input)) {
        throw new SettingsException(
            "the output "
                + out
                + " is, holds or lies in the run's own input "
                + input
                + ", which replacing the output would delete: choose another "
                + setting);
      }
    }
  }

  /** Refuses a stage whose output would take the place of what an earlier stage made. */
  static void refuse(RunStage later, RunStage earlier) {
    String out = Output.absolute(later.out());
    if (overlap(out, earlier.out())) {
      throw new SettingsException(
          "the output "
              + out
              + " ("
              + later.setting()
              + ") is, holds or lies in that of "
              + earlier.job()
              + ", "
              + earlier.out()
              + " ("
              + earlier.setting()
              + "), and each is replaced as a whole: choose another "
              + later.setting()
              + " or "
              + earlier.setting());
    }
  }

  private static boolean overlap(String out, String input) {
    return (Output.isLocal(out) && Output.isLocal(input))
        ? localOverlap(out, input)
        : textOverlap(out, input);
  }

  private static boolean localOverlap(String out, String input) {
    int wild = firstWild(input);
    Path target = Path.of(out);
    if (wild < 0 || Files.exists(Path.of(Output.absolute(input)))) {
      Path source = Path.of(Output.absolute(input));
      return source.startsWith(target) || target.startsWith(source);
    }
    String fixed = input.substring(0, input.lastIndexOf('/', wild) + 1);
    Path folder = Path.of(Output.absolute(fixed.isEmpty() ? "." : fixed + "."));
    if (folder.startsWith(target)) {
      return true;
    }
    return matches(folder, input.substring(fixed.length()), target);
  }

  /** Whether the output, or a directory around it, is among what a pattern names. */
  private static boolean matches(Path folder, String pattern, Path target) {
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      for (Path path = target; path != null && path.startsWith(folder); path = path.getParent()) {
        if (!path.equals(folder) && matcher.matches(folder.relativize(path))) {
          return true;
        }
      }
      return false;
    } catch (PatternSyntaxException | InvalidPathException e) {
      return target.startsWith(folder);
    }
  }

  private static boolean textOverlap(String out, String input) {
    int wild = firstWild(input);
    String fixed = wild < 0 ? input : input.substring(0, input.lastIndexOf('/', wild) + 1);
    String source = fixed.replaceFirst("/+$", "") + "/";
    String target = out + "/";
    return source.startsWith(target) || (wild < 0 && target.startsWith(source));
  }

  private static int firstWild(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (WILD.indexOf(path.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}

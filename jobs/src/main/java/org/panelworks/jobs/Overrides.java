package org.panelworks.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import org.panelworks.SettingsException;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The {@code --set path=value …} of a command line. */
final class Overrides {
  private Overrides() {}

  /** Paths and values in the order given; a path given twice has its last value. */
  static Map<String, String> parse(List<String> sets) {
    Map<String, String> overrides = new LinkedHashMap<>();
    for (String set : sets) {
      int equals = set.indexOf('=');
      if (equals < 1) {
        throw new SettingsException("--set takes path=value, got `" + set + "`");
      }
      overrides.put(set.substring(0, equals).strip(), set.substring(equals + 1));
    }
    return overrides;
  }

  /** One {@code --set} takes every following word that has the form path=value. */
  static final class Consumer implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
      if (words.isEmpty()) {
        throw new ParameterException(command.commandLine(), "--set takes path=value");
      }
      List<String> sets = option.getValue();
      sets.add(words.pop());
      while (!words.isEmpty() && words.peek().matches("[^-=/][^=/]*=(?s).*")) {
        sets.add(words.pop());
      }
    }
  }
}

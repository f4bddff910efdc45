package org.panelworks.qca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.panelworks.EstimationException;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;

/**
 * The sets that a study defines by name, and their memberships on given data. A name that no
 * definition has is refused: an analysis of uncalibrated values would mean nothing.
 */
public final class SetCatalog {
  static final double NUDGE = 0.001;
  private static final double ROUNDING = 1e-12;
  private static final int NAMED = 5;

  private final Map<String, SetDefinition> definitions;

  private SetCatalog(Map<String, SetDefinition> definitions) {
    this.definitions = definitions;
  }

  /** A catalogue; refuses a mean of sets that are unknown, multi-value or go round in a circle. */
  public static SetCatalog of(List<SetDefinition> definitions) {
    Map<String, SetDefinition> byName = new LinkedHashMap<>();
    for (SetDefinition definition : definitions) {
      if (byName.put(definition.name(), definition) != null) {
        throw new SettingsException("set " + definition.name() + " must be calibrated once only");
      }
    }
    SetCatalog catalog = new SetCatalog(byName);
    for (String name : byName.keySet()) {
      catalog.walk(name, new LinkedHashSet<>(), new LinkedHashSet<>());
    }
    return catalog;
  }

  /**
   * The same catalogue with other anchors, cuts or thresholds for some sets.
   *
   * @param anchors by set
   */
  public SetCatalog shifted(Map<String, List<Double>> anchors) {
    Map<String, SetDefinition> shifted = new LinkedHashMap<>(definitions);
    for (Map.Entry<String, List<Double>> entry : anchors.entrySet()) {
      if (!(definition(entry.getKey()) instanceof SetDefinition.FromColumn column)) {
        throw new SettingsException(
            "set " + entry.getKey() + " is a mean of sets and has no anchors to shift");
      }
      Calibration calibration = column.calibration().shifted(entry.getValue());
      shifted.put(
          entry.getKey(), new SetDefinition.FromColumn(column.name(), column.from(), calibration));
    }
    return new SetCatalog(shifted);
  }

  /**
   * The anchors, cuts or thresholds behind a set, moved along their order (see {@link
   * Calibration#moved}); those of its parts where it is a mean.
   *
   * @param share of the distance between neighbours; negative moves back
   * @return by set; nothing for sets without distances to move by
   */
  public Map<String, List<Double>> moved(String name, double share) {
    Map<String, List<Double>> moved = new LinkedHashMap<>();
    for (String part : parts(name)) {
      if (definition(part) instanceof SetDefinition.FromColumn column) {
        column.calibration().moved(share).ifPresent(anchors -> moved.put(part, anchors));
      }
    }
    return moved;
  }

  /** The sets that a mean is made of, itself last; only itself for any other set. */
  public List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    if (definition(name) instanceof SetDefinition.MeanOf mean) {
      mean.of().forEach(part -> parts.addAll(parts(part)));
    }
    parts.add(name);
    return parts;
  }

  /** The raw columns behind some sets, in the order met. */
  public Set<String> columns(List<String> names) {
    Set<String> columns = new LinkedHashSet<>();
    for (String name : names) {
      walk(name, new LinkedHashSet<>(), columns);
    }
    return columns;
  }

  private void walk(String name, Set<String> path, Set<String> columns) {
    SetDefinition definition = definition(name);
    if (!path.add(name)) {
      throw new SettingsException(
          "a mean of sets must not contain itself, got "
              + String.join(" of ", path)
              + " of "
              + name);
    }
    if (definition instanceof SetDefinition.FromColumn column) {
      columns.add(column.from());
    } else if (definition instanceof SetDefinition.MeanOf mean) {
      walkParts(mean, path, columns);
    }
    path.remove(name);
  }

  private void walkParts(SetDefinition.MeanOf mean, Set<String> path, Set<String> columns) {
    if (mean.of().isEmpty()) {
      throw new SettingsException(
          "set " + mean.name() + " must be the mean of some sets, got none");
    }
    for (String part : mean.of()) {
      if (condition(part).multiValue()) {
        throw new SettingsException(
            "set "
                + mean.name()
                + " must be a mean of memberships, but "
                + part
                + " is multi-value");
      }
      walk(part, path, columns);
    }
  }

  private SetDefinition definition(String name) {
    SetDefinition definition = definitions.get(name);
    if (definition == null) {
      throw new SettingsException(
          "set "
              + name
              + " must be calibrated, but calibrate has no entry for it"
              + NearestName.hint(name, definitions.keySet()));
    }
    return definition;
  }

  /** A set as a condition: its name and levels. */
  public Condition condition(String name) {
    if (definition(name) instanceof SetDefinition.FromColumn column
        && column.calibration() instanceof Calibration.MultiValue levels) {
      return Condition.multiValue(name, levels.levels());
    }
    return Condition.fuzzy(name);
  }

  /**
   * The memberships in one set.
   *
   * @param column the raw values of a column, [cases]
   * @param cases the name of a case by its place from 0, for a refusal to tell
   */
  public CalibratedSet calibrate(
      String name,
      Function<String, double[]> column,
      HalfMembership rule,
      IntFunction<String> cases) {
    SetDefinition definition = definition(name);
    Condition condition = condition(name);
    double[] values;
    Optional<Calibration> used = Optional.empty();
    if (definition instanceof SetDefinition.FromColumn source) {
      double[] raw = column.apply(source.from());
      Calibration resolved = source.calibration().resolve(name, raw);
      used = Optional.of(resolved);
      values = memberships(resolved, raw);
    } else {
      values = mean(((SetDefinition.MeanOf) definition).of(), column, cases);
    }
    List<Integer> halves = new ArrayList<>();
    for (int i = 0; i < values.length && !condition.multiValue(); i++) {
      if (values[i] == 0.5) {
        halves.add(i);
        values[i] += rule == HalfMembership.NUDGE ? NUDGE : 0;
      }
    }
    if (rule == HalfMembership.REFUSE && !halves.isEmpty()) {
      throw refused(name, halves, cases);
    }
    return new CalibratedSet(definition, used, condition, values, halves);
  }

  private static EstimationException refused(
      String name, List<Integer> halves, IntFunction<String> cases) {
    List<String> first = halves.stream().limit(NAMED).map(cases::apply).toList();
    return new EstimationException(
        String.format(
            Locale.ROOT,
            "memberships in set %s must not be 0.5 exactly, got it for %d: %s%s; move an anchor or"
                + " set half-membership to warn or nudge",
            name,
            halves.size(),
            String.join(", ", first),
            halves.size() > NAMED ? ", …" : ""));
  }

  private static double[] memberships(Calibration calibration, double[] raw) {
    double[] memberships = new double[raw.length];
    for (int i = 0; i < raw.length; i++) {
      memberships[i] = Double.isNaN(raw[i]) ? Double.NaN : calibration.membership(raw[i]);
    }
    return memberships;
  }

  private double[] mean(
      List<String> names, Function<String, double[]> column, IntFunction<String> cases) {
    List<double[]> parts = new ArrayList<>();
    for (String part : names) {
      parts.add(calibrate(part, column, HalfMembership.WARN, cases).values());
    }
    double[] mean = new double[parts.get(0).length];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (double[] part : parts) {
        sum += part[i];
      }
      double value = sum / parts.size();
      mean[i] = Math.abs(value - 0.5) < ROUNDING ? 0.5 : value;
    }
    return mean;
  }
}

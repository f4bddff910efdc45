package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.Pass;

/** The first look at the rows: the levels that terms expand into, and values lost to functions. */
final class Survey implements Pass<Survey.Findings> {
  private static final long serialVersionUID = 1L;

  private final Pass<LevelSets> levels;
  private final Pass<DomainCounts> domains;

  private Survey(Pass<LevelSets> levels, Pass<DomainCounts> domains) {
    this.levels = levels;
    this.domains = domains;
  }

  /** What there is to find for models; the rows are gone over only where there may be something. */
  static Findings of(PanelBlocks blocks, List<ModelSpec> specs) {
    Set<List<String>> groups = new LinkedHashSet<>();
    Set<List<String>> splits = new LinkedHashSet<>();
    Set<String> predicates = new LinkedHashSet<>();
    Set<NumericExpression> expressions = new LinkedHashSet<>();
    for (ModelSpec spec : specs) {
      groups.addAll(spec.formula().levelGroups());
      splits.addAll(splits(spec));
      if (!spec.predicate().isEmpty()) {
        predicates.add(spec.predicate());
      }
      expressions.addAll(spec.formula().expressions());
    }
    Survey survey =
        new Survey(
            Levels.pass(List.copyOf(groups), predicates, splits),
            DomainCounts.pass(List.copyOf(expressions)));
    boolean idle =
        groups.isEmpty()
            && splits.isEmpty()
            && expressions.stream().noneMatch(DomainCounts::canLose);
    return idle ? survey.start() : blocks.run("levels of the models' groups", survey);
  }

  /** The column that splits a model, alone and before each group whose levels the model needs. */
  private static List<List<String>> splits(ModelSpec spec) {
    if (spec.split().isNone()) {
      return List.of();
    }
    List<List<String>> splits = new ArrayList<>();
    splits.add(List.of(spec.split().column()));
    for (List<String> group : spec.formula().levelGroups()) {
      for (String column : group) {
        splits.add(List.of(spec.split().column(), column));
      }
      if (group.size() > 1) {
        List<String> cells = new ArrayList<>(List.of(spec.split().column()));
        cells.addAll(group);
        splits.add(List.copyOf(cells));
      }
    }
    return splits;
  }

  /** What was found. */
  record Findings(LevelSets levels, DomainCounts domains) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Findings start() {
    return new Findings(levels.start(), domains.start());
  }

  @Override
  public Findings add(Findings into, PanelBlock block) {
    return new Findings(levels.add(into.levels(), block), domains.add(into.domains(), block));
  }

  @Override
  public Findings merge(Findings left, Findings right) {
    return new Findings(
        levels.merge(left.levels(), right.levels()),
        domains.merge(left.domains(), right.domains()));
  }
}

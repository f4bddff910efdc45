package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/** The two passes over the rows that estimate every group of models at once. */
final class GroupPasses {
  private GroupPasses() {}

  /** One statistic for each group or model. */
  record Parts<T extends Serializable>(List<T> parts) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** The moments of every group. */
  static final class Moments implements Pass<GroupPasses.Parts<GroupMoments>> {
    private static final long serialVersionUID = 1L;

    private final List<ModelGroup> groups;
    private final int driverCells;

    Moments(List<ModelGroup> groups, int driverCells) {
      this.groups = groups;
      this.driverCells = driverCells;
    }

    @Override
    public Parts<GroupMoments> start() {
      List<GroupMoments> moments = new ArrayList<>();
      groups.forEach(group -> moments.add(new GroupMoments(group, driverCells)));
      return new Parts<>(moments);
    }

    @Override
    public Parts<GroupMoments> add(Parts<GroupMoments> into, PanelBlock block) {
      BlockView view = new BlockView(block);
      for (int g = 0; g < groups.size(); g++) {
        into.parts().get(g).add(groups.get(g), view);
      }
      return into;
    }

    @Override
    public Parts<GroupMoments> merge(Parts<GroupMoments> left, Parts<GroupMoments> right) {
      for (int g = 0; g < groups.size(); g++) {
        left.parts().get(g).merge(right.parts().get(g));
      }
      return left;
    }
  }

  /**
   * What the score pass collects.
   *
   * @param products of each group's columns
   * @param models the scores of each model, in the groups' order
   */
  record Scored(List<RunProducts> products, List<ModelScores> models) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** The scores of every model of every group, in the groups' order. */
  static final class Scores implements Pass<Scored> {
    private static final long serialVersionUID = 1L;

    private final List<ModelGroup> groups;
    private final List<GroupSolution> solutions;
    private final List<Parts<WildDesign>> wild;

    /**
     * The pass.
     *
     * @param wild what each model needs for its wild bootstraps, in the order of the scores
     */
    Scores(List<ModelGroup> groups, List<GroupSolution> solutions, List<Parts<WildDesign>> wild) {
      this.groups = groups;
      this.solutions = solutions;
      this.wild = wild;
    }

    @Override
    public Scored start() {
      List<RunProducts> products = new ArrayList<>();
      List<ModelScores> scores = new ArrayList<>();
      for (int g = 0; g < groups.size(); g++) {
        RunProducts ofGroup = new RunProducts(groups.get(g).width());
        products.add(ofGroup);
        for (int m = 0; m < groups.get(g).models().size(); m++) {
          scores.add(
              new ModelScores(
                  groups.get(g).models().get(m),
                  solutions.get(g).models().get(m),
                  solutions.get(g).periods(),
                  wild.get(scores.size()).parts(),
                  ofGroup));
        }
      }
      return new Scored(products, scores);
    }

    @Override
    public Scored add(Scored into, PanelBlock block) {
      BlockView view = new BlockView(block);
      int first = 0;
      for (int g = 0; g < groups.size(); g++) {
        ModelGroup group = groups.get(g);
        GroupSolution solution = solutions.get(g);
        RunProducts products = into.products().get(g);
        List<ModelScores> scores = into.models().subList(first, first + group.models().size());
        UnitRun.each(
            group,
            view,
            run -> {
              run.loadAbsorbed(solution.effects());
              products.add(run);
              for (int m = 0; m < scores.size(); m++) {
                scores.get(m).add(solution.models().get(m), run);
              }
            });
        products.flush();
        first += group.models().size();
      }
      return into;
    }

    @Override
    public Scored merge(Scored left, Scored right) {
      for (int g = 0; g < groups.size(); g++) {
        left.products().get(g).merge(right.products().get(g));
      }
      for (int m = 0; m < left.models().size(); m++) {
        left.models().get(m).merge(right.models().get(m));
      }
      return left;
    }
  }
}

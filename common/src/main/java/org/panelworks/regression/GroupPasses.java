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

  /** The scores of every model of every group, in the groups' order. */
  static final class Scores implements Pass<GroupPasses.Parts<ModelScores>> {
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
    public Parts<ModelScores> start() {
      List<ModelScores> scores = new ArrayList<>();
      for (int g = 0; g < groups.size(); g++) {
        for (int m = 0; m < groups.get(g).models().size(); m++) {
          scores.add(
              new ModelScores(
                  groups.get(g).models().get(m).plan(),
                  solutions.get(g).models().get(m),
                  solutions.get(g).periods(),
                  wild.get(scores.size()).parts()));
        }
      }
      return new Parts<>(scores);
    }

    @Override
    public Parts<ModelScores> add(Parts<ModelScores> into, PanelBlock block) {
      BlockView view = new BlockView(block);
      int first = 0;
      for (int g = 0; g < groups.size(); g++) {
        ModelGroup group = groups.get(g);
        GroupSolution solution = solutions.get(g);
        List<ModelScores> scores = into.parts().subList(first, first + group.models().size());
        UnitRun.each(
            group,
            view,
            run -> {
              run.absorb(solution.effects());
              for (int m = 0; m < scores.size(); m++) {
                scores.get(m).add(group.models().get(m), solution.models().get(m), run);
              }
            });
        first += group.models().size();
      }
      return into;
    }

    @Override
    public Parts<ModelScores> merge(Parts<ModelScores> left, Parts<ModelScores> right) {
      for (int m = 0; m < left.parts().size(); m++) {
        left.parts().get(m).merge(right.parts().get(m));
      }
      return left;
    }
  }
}

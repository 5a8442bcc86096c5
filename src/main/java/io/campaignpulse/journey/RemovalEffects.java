package io.campaignpulse.journey;

import io.campaignpulse.event.JourneyNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.lu.LUDecompositionAlt_DDRM;
import org.ejml.dense.row.linsol.lu.LinearSolverLu_DDRM;

/**
 * The part of all conversions that a chain of steps loses without a node: 1 − P(conversion | every
 * step onto the node leads to nothing) ÷ P(conversion).
 *
 * <p>With Q the probabilities of steps between nodes, N = (I − Q)⁻¹ tells how often node j is
 * visited from node i. From the start s, P(j is ever visited) = N<sub>sj</sub> ÷ N<sub>jj</sub>,
 * and what is lost without j is what goes on to convert from there: effect<sub>j</sub> =
 * N<sub>sj</sub> ÷ N<sub>jj</sub> × P(conversion | j) ÷ P(conversion). One inverse serves all nodes
 * (Kemeny and Snell, Finite Markov Chains, chapter III). Nodes from which no conversion follows
 * have no effect and are left out of it.
 */
public final class RemovalEffects {

  private RemovalEffects() {}

  /** How many nodes take part in the inverse; the work grows with its cube. */
  public static int size(TransitionCounts steps) {
    return leading(steps).size();
  }

  /** The effect of every node, from 0 to 1; 0 for all if there are no conversions. */
  public static SortedMap<JourneyNode, Double> of(TransitionCounts steps) {
    SortedMap<JourneyNode, Double> effects = new TreeMap<>(TransitionCounts.ORDER);
    steps.nodes().forEach(node -> effects.put(node, 0.0));
    List<JourneyNode> nodes = List.copyOf(leading(steps));
    if (nodes.isEmpty()) {
      return effects;
    }
    int n = nodes.size();
    DMatrixRMaj visits = inverse(steps, nodes);
    double[] begins = new double[n];
    double[] ends = new double[n];
    Map<JourneyNode, Double> first = steps.probabilities(JourneyCount.START);
    for (int i = 0; i < n; i++) {
      begins[i] = first.getOrDefault(nodes.get(i), 0.0);
      ends[i] = steps.probabilities(nodes.get(i)).getOrDefault(JourneyCount.CONVERSION, 0.0);
    }
    double[] visited = new double[n];
    double[] converting = new double[n];
    double all = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        visited[j] += begins[i] * visits.get(i, j);
        converting[i] += visits.get(i, j) * ends[j];
      }
      all += begins[i] * converting[i];
    }
    for (int j = 0; j < n; j++) {
      double effect = visited[j] / visits.get(j, j) * converting[j] / all;
      effects.put(nodes.get(j), Math.max(0, Math.min(1, effect)));
    }
    return effects;
  }

  private static DMatrixRMaj inverse(TransitionCounts steps, List<JourneyNode> nodes) {
    int n = nodes.size();
    DMatrixRMaj staying = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      Map<JourneyNode, Double> next = steps.probabilities(nodes.get(i));
      for (int j = 0; j < n; j++) {
        staying.set(i, j, (i == j ? 1 : 0) - next.getOrDefault(nodes.get(j), 0.0));
      }
    }
    // Chosen by name: what the library would choose may depend on the machine.
    LinearSolverLu_DDRM solver = new LinearSolverLu_DDRM(new LUDecompositionAlt_DDRM());
    if (!solver.setA(staying)) {
      throw new IllegalStateException("the steps have no end: " + nodes);
    }
    DMatrixRMaj inverse = new DMatrixRMaj(n, n);
    solver.invert(inverse);
    return inverse;
  }

  /** The nodes from which a conversion may follow, found backwards from it. */
  private static NavigableSet<JourneyNode> leading(TransitionCounts steps) {
    NavigableSet<JourneyNode> leading = new TreeSet<>(TransitionCounts.ORDER);
    Deque<JourneyNode> reached = new ArrayDeque<>(List.of(JourneyCount.CONVERSION));
    while (!reached.isEmpty()) {
      JourneyNode to = reached.remove();
      for (JourneyNode from : steps.nodes()) {
        if (steps.count(from, to) > 0 && leading.add(from)) {
          reached.add(from);
        }
      }
    }
    return leading;
  }
}

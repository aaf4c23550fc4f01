package io.retort.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.Graphs;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.AsSubgraph;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;

/**
 * Names a circle of tasks. Only what is left after all tasks that can be ordered were taken away comes here, so a graph in
 * order never pays for vertices and edges as objects.
 */
final class TaskCycle {
    private TaskCycle() {}

    /** The ids of a shortest circle through the first task that is in one; its first id stands at the end again. */
    static List<String> find(TaskLinks links, int[] levels, IntFunction<String> id) {
        Graph<Integer, DefaultEdge> left = new DefaultDirectedGraph<>(DefaultEdge.class);
        for (int task = 0; task < levels.length; task++) {
            if (levels[task] < 0) {
                left.addVertex(task);
            }
        }
        for (int task : List.copyOf(left.vertexSet())) {
            for (int i = 0; i < links.dependencyCount(task); i++) {
                if (levels[links.dependency(task, i)] < 0) {
                    left.addEdge(task, links.dependency(task, i));
                }
            }
        }
        Set<Integer> together = new KosarajuStrongConnectivityInspector<>(left)
                .stronglyConnectedSets().stream()
                        .filter(s -> s.size() > 1 || left.containsEdge(first(s), first(s)))
                        .min(Comparator.comparing(TaskCycle::first))
                        .orElseThrow();
        return circle(new AsSubgraph<>(left, together), first(together)).stream()
                .map(id::apply)
                .toList();
    }

    private static int first(Set<Integer> tasks) {
        return tasks.stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    private static List<Integer> circle(Graph<Integer, DefaultEdge> among, int task) {
        List<Integer> circle = new ArrayList<>(List.of(task));
        Graphs.successorListOf(among, task).stream()
                .map(next -> BFSShortestPath.findPathBetween(among, next, task))
                .min(Comparator.comparing(GraphPath::getLength))
                .ifPresent(path -> circle.addAll(path.getVertexList()));
        return circle;
    }
}

package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.facts.deploy.Observation;
import java.util.List;
import java.util.Set;

/**
 * What the CI configuration of the repository says.
 *
 * @param files the configuration files that were read
 * @param tools the tools of the known table that it runs
 * @param taskTools the tools that tasks of the project run, whether CI starts them or not
 * @param uses everything that it runs
 * @param scripts the scripts of the repository that it runs; they belong to the build machine
 * @param rights which rights its tokens have
 * @param problems what could not be read, one sentence each
 */
public record CiFacts(
    List<String> files,
    List<ToolRun> tools,
    List<ToolRun> taskTools,
    List<CiUse> uses,
    Set<String> scripts,
    List<Observation> rights,
    List<String> problems) {
  public CiFacts {
    files = List.copyOf(files);
    tools = List.copyOf(tools);
    taskTools = List.copyOf(taskTools);
    uses = List.copyOf(uses);
    scripts = Set.copyOf(scripts);
    rights = List.copyOf(rights);
    problems = List.copyOf(problems);
  }
}

package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.deploy.Observation;
import io.github.pysecaudit.facts.deploy.Privilege;
import io.github.pysecaudit.facts.deploy.Weight;
import io.github.pysecaudit.facts.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which rights does the token of a workflow have, and may strangers use them? */
final class WorkflowRights {
  /** Scopes that change what users get; the others are reported only when set for all jobs. */
  private static final Set<String> STRONG = Set.of("contents", "packages", "actions");

  private static final Pattern RELEASES =
      Pattern.compile(
          "(?i)pypa/gh-action-pypi-publish|semantic-release|goreleaser|release-please|action-gh-release"
              + "|create-release|upload-release|release-drafter|softprops/|ncipollo/|svenstaro/|gh-pages|github-pages-deploy|deploy-pages|mkdocs"
              + " gh-deploy|mike deploy|gh release|release:prepare|release:perform|\\bmvn\\b[^\\n"
              + "]{0,200}\\bdeploy\\b|gradle[^\\n"
              + "]{0,80}publish|docker/build-push-action|docker/login-action|docker push|twine"
              + " upload|poetry publish|uv publish|hatch publish|flit publish|git"
              + " push|git-auto-commit|create-pull-request"
              + "|cibuildwheel|slsa-framework|helm/chart-releaser|changesets/action|upload-sarif|npm"
              + " publish|jreleaser|python-semantic-release|peaceiris/");
  private static final Pattern FOREIGN =
      Pattern.compile(
          "github\\.event\\.pull_request|github\\.head_ref|github\\.event\\.workflow_run|refs/pull/"
              + "|github\\.event\\.number|github\\.event\\.issue\\.number");
  private static final Pattern FETCH =
      Pattern.compile("gh pr checkout|git (fetch|pull)[^\\n]{0,200}(pull/|head_ref|pull_request)");

  /** The contexts that strangers fill, as Scorecard's Dangerous-Workflow check lists them. */
  private static final Pattern UNTRUSTED =
      Pattern.compile(
          "\\$\\{\\{[^}]{0,300}?(github\\.head_ref"
              + "|github\\.event\\.(issue|pull_request|discussion)\\.(title|body)"
              + "|github\\.event\\.(comment|review|review_comment)\\.body"
              + "|github\\.event\\.pages[^}]{0,40}page_name"
              + "|github\\.event\\.(commits[^}]{0,20}|head_commit)\\.(message|author\\.(email|name))"
              + "|github\\.event\\.pull_request\\.head\\.(ref|label|repo\\.default_branch)"
              + "|github\\.event\\.workflow_run\\.(head_branch|head_commit\\.message"
              + "|head_commit\\.author\\.(email|name)|pull_requests[^}]{0,20}\\.head\\.ref"
              + "|head_repository\\.description|display_title)"
              + "|toJSON\\(\\s*github(\\.event)?\\s*\\))");

  private final Workflow workflow;
  private final List<Observation> found = new ArrayList<>();

  private WorkflowRights(Workflow workflow) {
    this.workflow = workflow;
  }

  static List<Observation> of(Workflow workflow) {
    WorkflowRights rights = new WorkflowRights(workflow);
    rights.top();
    workflow.jobs().forEach(rights::job);
    return List.copyOf(rights.found);
  }

  private void add(
      Privilege what, Weight weight, int line, String subject, String message, String remedy) {
    found.add(
        new Observation(
            what,
            weight,
            Place.line(workflow.path(), Math.max(1, line)),
            subject,
            message,
            remedy));
  }

  private void top() {
    Permissions top = workflow.permissions();
    String subject = workflow.path();
    if (top.writesAll()) {
      writesAll(top.line(), subject, "The workflow");
      return;
    }
    if (!top.stated()) {
      workflow.jobs().stream()
          .filter(j -> !j.permissions().stated())
          .findFirst()
          .ifPresent(
              job ->
                  add(
                      Privilege.CI_TOKEN,
                      Weight.DOUBT,
                      job.line(),
                      subject,
                      "Job "
                          + job.id()
                          + " has no permissions key; which rights its token has is a"
                          + " setting of the repository that the files do not show.",
                      "Write permissions: { contents: read } at the top of the workflow."));
      return;
    }
    List<String> writes = top.writes();
    if (writes.isEmpty()) {
      add(
          Privilege.CI_TOKEN,
          Weight.GOOD,
          top.line(),
          subject,
          "The workflow restricts the rights of its token.",
          "");
    } else if (workflow.jobs().size() > 1) {
      boolean strong = writes.stream().anyMatch(STRONG::contains);
      add(
          Privilege.CI_TOKEN,
          strong ? Weight.EXCESSIVE : Weight.DOUBT,
          top.line(),
          subject,
          "The workflow gives all of its "
              + workflow.jobs().size()
              + " jobs write access to "
              + String.join(", ", writes)
              + ".",
          "Set permissions: { contents: read } at the top, and the write access at the one job"
              + " that needs it.");
    } else if (workflow.jobs().size() == 1) {
      strong(top, workflow.jobs().get(0), subject);
    }
  }

  private void writesAll(int line, String subject, String who) {
    add(
        Privilege.CI_TOKEN,
        Weight.ADMINISTRATIVE,
        line,
        subject,
        who + " gives its token all rights (permissions: write-all).",
        "List the scopes that are needed, with read or write for each.");
  }

  private void strong(Permissions permissions, Job job, String subject) {
    List<String> strong = permissions.writes().stream().filter(STRONG::contains).toList();
    if (strong.isEmpty()) {
      return;
    }
    String access = "Job " + job.id() + " has write access to " + String.join(", ", strong);
    if (releases(job)) {
      add(
          Privilege.CI_TOKEN,
          Weight.GOOD,
          permissions.line(),
          subject,
          access + ", which its release steps use.",
          "");
    } else {
      add(
          Privilege.CI_TOKEN,
          Weight.DOUBT,
          permissions.line(),
          subject,
          access + ", and no step was recognised that needs it.",
          "Remove the write access, or record the decision why the job needs it.");
    }
  }

  private static boolean releases(Job job) {
    return job.uses().filter(u -> RELEASES.matcher(u).find()).isPresent()
        || job.steps().stream()
            .anyMatch(
                s ->
                    s.uses().filter(u -> RELEASES.matcher(u).find()).isPresent()
                        || s.run().filter(r -> RELEASES.matcher(r).find()).isPresent());
  }

  private void job(Job job) {
    String subject = workflow.path();
    if (job.permissions().writesAll()) {
      writesAll(job.permissions().line(), subject, "Job " + job.id());
    } else if (job.permissions().stated()) {
      strong(job.permissions(), job, subject);
    }
    boolean trusted =
        !workflow.events().contains("pull_request_target")
            && !workflow.events().contains("workflow_run");
    for (Step step : job.steps()) {
      if (!trusted) {
        foreign(job, step);
      }
      untrusted(job, step);
    }
  }

  /** Foreign code that is checked out where the token may write and secrets are there. */
  private void foreign(Job job, Step step) {
    Optional<Yaml> ref = step.with().at("ref").or(() -> step.with().at("repository"));
    boolean checkout =
        step.uses().filter(u -> u.startsWith("actions/checkout")).isPresent()
            && (mentions(step.with().stringAt("ref"))
                || mentions(step.with().stringAt("repository")));
    boolean fetch = step.run().filter(r -> FETCH.matcher(r).find()).isPresent();
    if (checkout || fetch) {
      add(
          Privilege.CI_INJECTION,
          Weight.EXCESSIVE,
          checkout ? ref.map(Yaml::line).orElse(step.line()) : step.runLine(),
          workflow.path(),
          "Job "
              + job.id()
              + " checks out the code of a pull request in a workflow that runs with"
              + " the rights and secrets of this repository.",
          "Use the event pull_request for foreign code, and pass results on as artifacts.");
    }
  }

  private static boolean mentions(Optional<String> text) {
    return text.filter(t -> FOREIGN.matcher(t).find()).isPresent();
  }

  /** Text that strangers write, pasted into a script. */
  private void untrusted(Job job, Step step) {
    Optional<String> script = step.run();
    int line = step.runLine();
    if (step.uses().filter(u -> u.startsWith("actions/github-script")).isPresent()) {
      script = step.with().stringAt("script");
      line = step.with().at("script").map(Step::textLine).orElse(step.line());
    }
    if (script.isEmpty()) {
      return;
    }
    Matcher context = UNTRUSTED.matcher(script.get());
    if (context.find()) {
      long before = script.get().substring(0, context.start()).lines().count();
      boolean atStart = context.start() == 0 || script.get().charAt(context.start() - 1) == '\n';
      add(
          Privilege.CI_INJECTION,
          Weight.EXCESSIVE,
          line + (int) (atStart ? before : Math.max(0, before - 1)),
          workflow.path(),
          "Job "
              + job.id()
              + " pastes text that strangers write into a script: "
              + context.group(1)
              + ".",
          "Pass the text through env: and use it as a quoted shell variable.");
    }
  }
}

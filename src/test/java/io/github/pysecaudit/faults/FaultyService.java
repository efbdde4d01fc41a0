package io.github.pysecaudit.faults;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.remote.FakeTime;
import io.github.pysecaudit.remote.Faults.Site;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.Timekeeper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of the two services, for the tests of what its faults do. */
public interface FaultyService {

  /** A service that works, but for one thing. */
  interface Flaw {

    /** What it does, for the document. */
    String words();

    /** Starts it. The project is {@link Truth#WORSENED}. */
    Site start();

    /** The verdict that is right with this on disk. */
    Status expected(Known known);
  }

  /** The requirement that the service decides. */
  Requirement requirement();

  /** Its public name. */
  String host();

  /** What each truth is called in the document. */
  Map<Truth, String> truths();

  /** What may be on disk. */
  List<Known> states();

  /** What else may go wrong than every request. */
  List<Flaw> flaws();

  /** The bound of one request in production. */
  Duration requestDeadline();

  /** Puts on disk what a run so long ago has left there. */
  void prepare(URI server, Path folder, FakeTime time, Known known, Truth truth) throws IOException;

  /** Adds this service, and a project to be judged by it, to the facts. */
  ProjectFacts.Builder facts(
      ProjectFacts.Builder facts, URI server, Path folder, Http http, Timekeeper time);

  /** The files of such a project. */
  Map<String, String> project(Truth truth);
}

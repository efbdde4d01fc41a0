package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.python.metadata.MetadataProblem;
import io.github.pysecaudit.python.metadata.MetadataReading;
import io.github.pysecaudit.python.metadata.PinReading;
import io.github.pysecaudit.python.metadata.PinReason;
import io.github.pysecaudit.python.metadata.Scope;
import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.ParsedSource;
import io.github.pysecaudit.python.syntax.PythonParser;
import io.github.pysecaudit.python.syntax.TreeWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what the sessions of a {@code noxfile.py} install, without running it. It is shown, not
 * judged: the requirements speak of the project's own lists.
 */
final class NoxScript {
  private static final int LARGEST = 1024 * 1024;
  private static final String FIELD = "session.install";

  private NoxScript() {}

  static MetadataReading read(String path, byte[] content) {
    if (content.length > LARGEST) {
      return MetadataReading.failed(
          new MetadataProblem(
              Place.file(path),
              "The script " + path + " has more than " + LARGEST + " bytes; it is not read.",
              PinReason.UNDECODABLE));
    }
    ParsedSource source = PythonParser.parse(content);
    List<Dependency> found = new ArrayList<>();
    TreeWalk.forEach(
        source.module(),
        node -> {
          if (node instanceof Expression.Call call
              && call.func() instanceof Expression.Attribute attribute
              && attribute.attr().equals("install")) {
            installs(path, call, found);
          }
        });
    return new MetadataReading(found, List.of(), List.of(), Set.of(path));
  }

  private static void installs(String path, Expression.Call call, List<Dependency> found) {
    boolean valueOfOption = false;
    for (Expression argument : call.args()) {
      Optional<String> text = argument.stringValue();
      if (text.isEmpty() || valueOfOption) {
        valueOfOption = false;
        continue;
      }
      valueOfOption = List.of("-r", "-c", "-e", "-i", "-f", "--index-url").contains(text.get());
      if (!text.get().startsWith("-") && !text.get().startsWith(".")) {
        PinReading pin = PinReading.ofRequirement(text.get());
        found.add(
            Dependency.python(
                pin.name(),
                pin.version(),
                Place.position(path, argument.line(), argument.span().column()),
                FIELD,
                pin.exact(),
                pin.reason().name(),
                text.get(),
                Scope.REPORTED.label()));
      }
    }
  }
}

package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the {@code environment.yml} of conda, with its list for pip. */
public final class CondaEnvironmentReader {
  private static final int LARGEST = 1024 * 1024;
  private static final int DEEPEST = 30;

  private final String path;
  private final MetadataFiles files;
  private final Scope scope;
  private final ReadingBuilder found = new ReadingBuilder();

  private CondaEnvironmentReader(String path, MetadataFiles files) {
    this.path = path;
    this.files = files;
    this.scope = RequirementsReader.scopeOf(path);
  }

  /** Reads a file, and the requirement files that its list for pip includes. */
  public static MetadataReading read(String path, byte[] content, MetadataFiles files) {
    CondaEnvironmentReader reader = new CondaEnvironmentReader(path, files);
    reader.found.read(path);
    FileText.utf8(path, content, reader.found::problem).ifPresent(reader::parse);
    return reader.found.reading();
  }

  private void parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(50);
    options.setAllowDuplicateKeys(true);
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(text));
      entry(root, "dependencies").ifPresent(this::dependencies);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      int line = mark == null ? 1 : mark.getLine() + 1;
      invalid(Place.line(path, line), e.getProblem() + " (line " + line + ")");
    } catch (YAMLException e) {
      invalid(Place.file(path), String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private void invalid(Place place, String what) {
    found.problem(
        place, "The file " + path + " is not valid YAML: " + what + ".", PinReason.INVALID_YAML);
  }

  private static Optional<Node> entry(Node node, String key) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
          return Optional.of(tuple.getValueNode());
        }
      }
    }
    return Optional.empty();
  }

  private void dependencies(Node list) {
    if (!(list instanceof SequenceNode sequence)) {
      if (!(list instanceof ScalarNode empty && empty.getValue().isEmpty())) {
        unparseable(list, "a list of packages is expected here");
      }
      return;
    }
    for (Node item : sequence.getValue()) {
      if (item instanceof ScalarNode scalar) {
        conda(scalar);
      } else if (entry(item, "pip").isPresent()) {
        pip(entry(item, "pip").get());
      } else {
        unparseable(item, "a package is a text");
      }
    }
  }

  private void conda(ScalarNode item) {
    PinReading pin = CondaSpec.read(item.getValue());
    if (pin.name().equals("python")) {
      pin = PinReading.of(PinReason.NOT_A_DEPENDENCY, "").named("python", List.of());
    }
    found.addConda(pin, place(item), "dependencies", item.getValue(), scope);
  }

  private void pip(Node list) {
    if (!(list instanceof SequenceNode sequence)) {
      return;
    }
    for (Node item : sequence.getValue()) {
      if (item instanceof ScalarNode scalar) {
        found.addAll(
            RequirementsReader.readLine(
                "dependencies.pip", scope, place(item), scalar.getValue(), files));
      } else {
        unparseable(item, "a requirement is a text");
      }
    }
  }

  private void unparseable(Node node, String why) {
    int start = node.getStartMark().getIndex();
    found.addConda(
        PinReading.of(PinReason.UNPARSEABLE, why),
        place(node),
        "dependencies",
        why + " (character " + (start + 1) + ")",
        scope);
  }

  private Place place(Node node) {
    return Place.position(
        path, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
  }
}

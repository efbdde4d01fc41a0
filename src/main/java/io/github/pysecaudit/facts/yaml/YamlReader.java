package io.github.pysecaudit.facts.yaml;

import io.github.pysecaudit.facts.text.Text;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML 1.1 into values. No object is ever constructed from a tag. Size, depth, aliases and
 * the size after the expansion of aliases are bounded, so that a hostile document ends in a
 * sentence and not in a lack of memory.
 */
public final class YamlReader {
  private static final int MAX_CHARACTERS = 2 << 20;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ALIASES = 1_000;
  private static final int MAX_DOCUMENTS = 2_000;
  private static final long MAX_VALUES = 200_000;

  private YamlReader() {}

  /** Reads all documents of a file. */
  public static YamlFile read(Text text) {
    return read(text, true);
  }

  /**
   * Reads a file that was filled from a template, in which the branches of a condition stand side
   * by side and a key may therefore come twice.
   */
  public static YamlFile readTemplate(Text text) {
    return read(text, false);
  }

  private static YamlFile read(Text text, boolean keysAreUnique) {
    if (text.problem().isPresent()) {
      return new YamlFile(text.path(), List.of(), List.of(text.problem().get()));
    }
    List<Yaml> documents = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setAllowRecursiveKeys(false);
    options.setTagInspector(tag -> true);
    Conversion conversion = new Conversion(text.path(), keysAreUnique, problems);
    try {
      for (Node root :
          new org.yaml.snakeyaml.Yaml(options).composeAll(new StringReader(text.content()))) {
        if (documents.size() >= MAX_DOCUMENTS) {
          problems.add(text.path() + " holds more than " + MAX_DOCUMENTS + " YAML documents.");
          break;
        }
        documents.add(conversion.convert(root));
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      problems.add(sentence(text.path(), line, e.getProblem()));
    } catch (TooMuch e) {
      problems.add(sentence(text.path(), e.line, e.getMessage()));
    } catch (YAMLException | IllegalArgumentException e) {
      // The parser also makes objects that refuse what is written, such as a tag with a blank.
      problems.add(sentence(text.path(), 1, e.getMessage()));
    }
    return new YamlFile(text.path(), documents, problems);
  }

  private static String sentence(String path, int line, String problem) {
    String first = problem == null ? "unknown fault" : problem.lines().findFirst().orElse("");
    String shown = first.length() > 160 ? first.substring(0, 160) + "…" : first;
    return path + ":" + line + " cannot be read as YAML: " + shown + ".";
  }

  /** A bound that was exceeded. */
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    TooMuch(int line, String message) {
      super(message);
      this.line = line;
    }
  }

  /** A value with its size and depth once all aliases in it are followed. */
  private record Measured(Yaml value, long size, int depth) {}

  private static final class Conversion {
    private final String path;
    private final boolean keysAreUnique;
    private final List<String> problems;
    private final Map<Node, Measured> done = new IdentityHashMap<>();
    private final Map<Node, Boolean> open = new IdentityHashMap<>();

    Conversion(String path, boolean keysAreUnique, List<String> problems) {
      this.path = path;
      this.keysAreUnique = keysAreUnique;
      this.problems = problems;
    }

    Yaml convert(Node root) {
      done.clear();
      open.clear();
      return measure(root).value();
    }

    private Measured measure(Node node) {
      Measured known = done.get(node);
      if (known != null) {
        return known;
      }
      int line = line(node);
      if (open.put(node, true) != null) {
        throw new TooMuch(line, "an anchor contains itself");
      }
      Measured made = make(node, line);
      if (made.size() > MAX_VALUES) {
        throw new TooMuch(line, "its aliases expand to more than " + MAX_VALUES + " values");
      }
      if (made.depth() > 2 * MAX_DEPTH) {
        throw new TooMuch(line, "its aliases nest deeper than " + 2 * MAX_DEPTH + " levels");
      }
      open.remove(node);
      done.put(node, made);
      return made;
    }

    private Measured make(Node node, int line) {
      if (node instanceof MappingNode mapping) {
        return mapping(mapping, line);
      }
      if (node instanceof SequenceNode sequence) {
        List<Yaml> values = new ArrayList<>();
        long size = 1;
        int depth = 1;
        for (Node item : sequence.getValue()) {
          Measured measured = measure(item);
          values.add(measured.value());
          size += measured.size();
          depth = Math.max(depth, measured.depth() + 1);
        }
        return new Measured(new Yaml.Sequence(values, line), size, depth);
      }
      String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
      return new Measured(new Yaml.Scalar(text, type(node.getTag()), line), 1, 1);
    }

    private Measured mapping(MappingNode node, int line) {
      Map<String, Yaml.Entry> own = new LinkedHashMap<>();
      Map<String, Yaml.Entry> merged = new LinkedHashMap<>();
      long size = 1;
      int depth = 1;
      for (NodeTuple tuple : node.getValue()) {
        Measured value = measure(tuple.getValueNode());
        size += value.size() + 1;
        depth = Math.max(depth, value.depth() + 1);
        if (Tag.MERGE.equals(tuple.getKeyNode().getTag())) {
          merge(value.value(), merged);
          continue;
        }
        String key = key(tuple.getKeyNode());
        int at = line(tuple.getKeyNode());
        if (own.put(key, new Yaml.Entry(key, at, value.value())) != null && keysAreUnique) {
          problems.add(
              path + ":" + at + " cannot be read as YAML: the key '" + key + "' comes twice.");
        }
      }
      List<Yaml.Entry> entries = new ArrayList<>(own.values());
      merged.values().stream().filter(e -> !own.containsKey(e.key())).forEach(entries::add);
      return new Measured(new Yaml.Mapping(entries, line), size, depth);
    }

    private static void merge(Yaml source, Map<String, Yaml.Entry> into) {
      source.entries().forEach(entry -> into.putIfAbsent(entry.key(), entry));
      for (Yaml item : source.items()) {
        item.entries().forEach(entry -> into.putIfAbsent(entry.key(), entry));
      }
    }

    private String key(Node node) {
      return measure(node).value() instanceof Yaml.Scalar scalar ? scalar.text() : "";
    }

    private static Yaml.Type type(Tag tag) {
      if (Tag.BOOL.equals(tag)) {
        return Yaml.Type.BOOLEAN;
      }
      if (Tag.INT.equals(tag) || Tag.FLOAT.equals(tag)) {
        return Yaml.Type.NUMBER;
      }
      return Tag.NULL.equals(tag) ? Yaml.Type.NULL : Yaml.Type.STRING;
    }

    private static int line(Node node) {
      return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }
  }
}

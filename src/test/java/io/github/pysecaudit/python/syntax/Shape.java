package io.github.pysecaudit.python.syntax;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes trees without positions, for tables of expected ones: {@code Assign([Name(x)], …)}. */
final class Shape {

  private Shape() {}

  /** The statements of a file, one a line. */
  static String of(ParsedSource source) {
    return source.module().body().stream().map(Shape::write).collect(Collectors.joining("\n"));
  }

  /** One value without positions. */
  static String of(Node node) {
    return write(node);
  }

  private static String write(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Shape::write).orElse("-");
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Shape::write).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Node node) {
      return node.getClass().getSimpleName() + components(node);
    }
    return String.valueOf(value);
  }

  private static String components(Node node) {
    return Stream.of(node.getClass().getRecordComponents())
        .filter(component -> component.getType() != Span.class)
        .map(component -> write(read(component, node)))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static Object read(RecordComponent component, Node node) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("A record without accessor: " + component, e);
    }
  }
}

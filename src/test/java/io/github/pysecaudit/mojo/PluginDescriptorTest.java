package io.github.pysecaudit.mojo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What Maven is told about the goals: the descriptor that the build writes beside the classes. */
@EnabledIf("exists")
class PluginDescriptorTest {
  private static final String DESCRIPTOR = "/META-INF/maven/plugin.xml";
  private static final Set<String> BOUND_TO_VERIFY =
      Set.of("badge", "build", "check", "code", "dependencies", "documents", "pins", "privileges");

  /** Only a Maven build writes the descriptor; an IDE compiles without it. */
  static boolean exists() {
    return PluginDescriptorTest.class.getResource(DESCRIPTOR) != null;
  }

  private static Element plugin() throws Exception {
    try (InputStream in = PluginDescriptorTest.class.getResourceAsStream(DESCRIPTOR)) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(in)
          .getDocumentElement();
    }
  }

  private static List<Element> goals() throws Exception {
    return children(plugin().getElementsByTagName("mojo"));
  }

  private static List<Element> children(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .map(Element.class::cast)
        .toList();
  }

  private static String text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  private static String name(Element goal) {
    return text(goal, "goal");
  }

  private static Stream<Element> parameters(Element goal) {
    return children(goal.getElementsByTagName("parameter")).stream()
        .filter(p -> text(p, "editable").equals("true"));
  }

  @Test
  void mavenIsToldWhichMavenAndWhichJavaAreNeeded() throws Exception {
    assertEquals("3.6.3", text(plugin(), "requiredMavenVersion"));
    assertEquals("17", text(plugin(), "requiredJavaVersion"));
  }

  @Test
  void everyGoalIsThreadSafeAndNeitherSkippedOfflineNorBoundToResolvedDependencies()
      throws Exception {
    for (Element goal : goals()) {
      assertAll(
          name(goal),
          () -> assertEquals("true", text(goal, "threadSafe")),
          () -> assertEquals("false", text(goal, "requiresOnline")),
          () -> assertEquals("", text(goal, "requiresDependencyResolution")),
          () -> assertEquals("", text(goal, "requiresDependencyCollection")));
    }
  }

  @Test
  void theGoalsThatJudgeRunAtVerifyAndNeedNoProject() throws Exception {
    Set<String> bound =
        goals().stream()
            .filter(g -> text(g, "phase").equals("verify"))
            .map(PluginDescriptorTest::name)
            .collect(Collectors.toSet());
    assertEquals(BOUND_TO_VERIFY, bound);
    for (Element goal : goals()) {
      if (bound.contains(name(goal))) {
        assertEquals("false", text(goal, "requiresProject"), name(goal));
      }
    }
  }

  @Test
  void checkHasFewerThanTwentyParametersAndEachIsAPropertyOfItsName() throws Exception {
    Element check = goals().stream().filter(g -> name(g).equals("check")).findFirst().orElseThrow();
    List<String> names = parameters(check).map(p -> text(p, "name")).toList();
    assertTrue(names.size() < 20, names.toString());
    Element configuration = (Element) check.getElementsByTagName("configuration").item(0);
    for (String name : names) {
      assertEquals("${audit." + name + "}", text(configuration, name));
    }
  }

  @Test
  void everyParameterSaysWhatItIsFor() throws Exception {
    for (Element goal : goals()) {
      parameters(goal)
          .forEach(
              p ->
                  assertFalse(
                      text(p, "description").isBlank(), name(goal) + " " + text(p, "name")));
    }
  }
}

package io.github.pysecaudit.facts.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.sast.ScanReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeploymentReaderTest {
  private static final String UNIT = "[Service]\nExecStart=/usr/bin/app\n";
  private static final ScanReport NO_PYTHON =
      new ScanReport("none", "1", 0, List.of(), List.of(), List.of(), List.of(), List.of(), 0);

  @Test
  void goesThroughThePathsAsOftenForManyFilesAsForOne() {
    assertEquals(timesThrough(1), timesThrough(200));
  }

  @Test
  void aDropInGivesItsUnitAnAccount() {
    assertTrue(hasAccount("app.service.d/user.conf"));
  }

  @Test
  void aDropInOfAnotherUnitGivesNoAccount() {
    assertFalse(hasAccount("other-app.service.d/user.conf"));
  }

  private static boolean hasAccount(String dropIn) {
    PrivilegeReport report =
        read(new CountingTree(Map.of("app.service", UNIT, dropIn, "[Service]\nUser=app\n")));
    return report.of(Privilege.ACCOUNT).stream().anyMatch(o -> o.weight() == Weight.GOOD);
  }

  private static int timesThrough(int count) {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      files.put("a" + i + "/Dockerfile", "FROM debian:12\nENTRYPOINT [\"start.sh\"]\n");
      files.put("a" + i + "/start.sh", "#!/bin/sh\n");
      files.put("a" + i + "/app" + i + ".service", UNIT);
    }
    CountingTree tree = new CountingTree(files);
    PrivilegeReport report = read(tree);
    assertEquals(count, report.looked().get("container file"));
    assertEquals(count, report.looked().get("systemd unit"));
    return tree.asked;
  }

  private static PrivilegeReport read(TextTree tree) {
    return DeploymentReader.read(tree, Set.of(), NO_PYTHON, List.of());
  }

  /** Counts how often somebody wants all paths. */
  private static final class CountingTree implements TextTree {
    private final Map<String, String> files;
    private int asked;

    CountingTree(Map<String, String> files) {
      this.files = new TreeMap<>(files);
    }

    @Override
    public List<String> paths() {
      asked++;
      return List.copyOf(files.keySet());
    }

    @Override
    public boolean has(String path) {
      return files.containsKey(path);
    }

    @Override
    public Text text(String path) {
      return Text.of(path, files.get(path));
    }

    @Override
    public int mode(String path) {
      return 0644;
    }
  }
}

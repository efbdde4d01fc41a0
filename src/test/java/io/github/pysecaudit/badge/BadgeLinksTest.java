package io.github.pysecaudit.badge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadgeLinksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [![B](https://www.bestpractices.dev/projects/1234/badge)](https://www.bestpractices.dev/projects/1234) | 1234
          https://bestpractices.coreinfrastructure.org/projects/77                       | 77
          https://bestpractices.coreinfrastructure.org/en/projects/77                    | 77
          https://bestpractices.dev/zh-CN/projects/5/passing                             | 5
          http://www.bestpractices.dev/projects/9#analysis                               | 9
          <img src="https://img.shields.io/cii/level/42?label=x">                        | 42
          https://img.shields.io/cii/percentage/42.svg                                   | 42
          https://img.shields.io/cii/summary/42                                          | 42
          https://www.bestpractices.dev/projects/3, https://www.bestpractices.dev/projects/4 | 3 4
          https://www.bestpractices.dev/projects/0000                                    | ''
          https://www.bestpractices.dev/projects/12ab                                    | ''
          https://www.bestpractices.dev/projects/1234567890                              | ''
          https://img.shields.io/cii/percentage/my-project                               | ''
          https://img.shields.io/badge/openssf-passing-green                             | ''
          https://evil.example/www.bestpractices.dev/projects/1                          | ''
          https://www.bestpractices.dev.evil.example/projects/1                          | ''
          https://www.bestpractices.dev/badge_static/gold                                | ''
          """)
  void findsTheIdsThatALineLinksTo(String line, String ids) {
    assertEquals(ids, String.join(" ", ids(line)));
  }

  @Test
  void doesNotCountFencedCodeAndComments() {
    String text =
        """
        # Tool
        <!-- https://www.bestpractices.dev/projects/1 --> x <!-- and
        https://www.bestpractices.dev/projects/2
        ``` --> https://www.bestpractices.dev/projects/3
        ~~~~ markdown
        https://www.bestpractices.dev/projects/4
        ```
        ~~~
        https://www.bestpractices.dev/projects/5
        ~~~~~
        https://www.bestpractices.dev/projects/6
        ```md
        https://www.bestpractices.dev/projects/7
        """;
    assertEquals(List.of("3", "6"), ids(text));
    assertEquals(11, BadgeLinks.find(text).get(1).line());
  }

  @Test
  void countsLinesAlikeForEveryLineEnd() {
    String text = "a\r\nb\rc\nhttps://www.bestpractices.dev/projects/8 and again projects/8\n";
    assertEquals(
        List.of(new BadgeLink(8, 4, "https://www.bestpractices.dev/projects/8")),
        BadgeLinks.find(text));
  }

  private static List<String> ids(String text) {
    return BadgeLinks.find(text).stream().map(link -> String.valueOf(link.id())).toList();
  }
}

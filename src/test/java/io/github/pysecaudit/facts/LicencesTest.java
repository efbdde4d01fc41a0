package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Apache-2.0                            | Apache-2.0",
        "Apache License, Version 2.0           | Apache-2.0",
        "The Apache Software License, Version 2.0 | Apache-2.0",
        "MIT License                           | MIT",
        "The MIT License                       | MIT",
        "BSD 3-Clause                          | BSD-3-Clause",
        "GPL-3.0-or-later                      | GPL-3.0",
        "GNU Lesser General Public License v2.1 | LGPL-2.1",
        "Eclipse Public License v2.0           | EPL-2.0",
        "Apache-2.0 OR MIT                     | Apache-2.0",
        "LicenseRef-Own OR (MIT)               | MIT",
        "MIT AND LicenseRef-Own                | -",
        "Proprietary                           | -",
        "Commercial, see contract              | -",
        "CC-BY-NC-4.0                          | -"
      })
  void knowsALicenceByItsName(String name, String id) {
    assertEquals(Optional.ofNullable(id), Licences.ofName(name));
  }

  @Test
  void knowsTheTextOfThisRepositorysOwnLicence() throws IOException {
    assertEquals(Optional.of("Apache-2.0"), Licences.ofText(Files.readString(Path.of("LICENSE"))));
  }

  @Test
  void anSpdxTagIsEnoughAndAnInventedTextIsNot() {
    assertEquals(Optional.of("MIT"), Licences.ofText("SPDX-License-Identifier: MIT"));
    assertEquals(Optional.empty(), Licences.ofText("You may look at this, but not touch it."));
    assertEquals(Optional.empty(), Licences.ofText("SPDX-License-Identifier: LicenseRef-Secret"));
  }

  @Test
  void knowsTheShortNoticesAndWhatTakesThemAway() {
    String notice =
        "This Source Code Form is subject to the terms of the Mozilla Public License,\n v. 2.0.";
    assertEquals(Optional.of("MPL-2.0"), Licences.ofText(notice));
    assertEquals(
        Optional.empty(), Licences.ofText("\"Commons Clause\" License Condition\n" + notice));
  }

  @Test
  void doesNotTakeTheTextOfPythonForOneThatItQuotes() {
    assertEquals(
        Optional.of("PSF-2.0"),
        Licences.ofText(
            "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2\n"
                + "Permission to use, copy, modify, and distribute this software for any purpose"
                + " with or without fee is hereby granted"));
  }

  @Test
  void saysWhichFileIsNoKnownLicence() {
    Licences licences =
        ProjectFacts.of(MemoryRepository.of("LICENSE.txt", "All rights reserved."))
            .build()
            .licences();
    assertTrue(licences.recognised().isEmpty());
    assertEquals("LICENSE.txt", licences.unrecognised().get(0));
  }
}

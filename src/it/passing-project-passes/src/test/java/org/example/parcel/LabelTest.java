package org.example.parcel;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LabelTest {
  @Test
  void refusesALabelWithoutRecipient() {
    assertThrows(IllegalArgumentException.class, () -> new Label(" ", "Street 1"));
  }
}

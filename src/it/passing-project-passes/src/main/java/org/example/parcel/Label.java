package org.example.parcel;

/** The label of a parcel. */
public record Label(String recipient, String street) {
  public Label {
    if (recipient.isBlank()) {
      throw new IllegalArgumentException("A label needs a recipient.");
    }
  }
}

package org.example.parcel;

/** The label of a parcel. */
public record Label(String recipient, String street) {}

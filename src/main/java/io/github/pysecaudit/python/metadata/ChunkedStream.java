package io.github.pysecaudit.python.metadata;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose source gives many bytes at a time; the single byte is derived from that. */
abstract class ChunkedStream extends InputStream {
  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] target, int offset, int length) throws IOException;
}

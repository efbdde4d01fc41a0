package io.github.pysecaudit.sast.scan;

/** Leads from the lines of the text that was parsed to the lines of the file. */
interface CellLines {

  /** A file that is its own text. */
  CellLines PLAIN =
      new CellLines() {
        @Override
        public int file(int line) {
          return line;
        }

        @Override
        public String suffix(int line) {
          return "";
        }
      };

  /** The line of the file. */
  int file(int line);

  /** What to add to a message, to find the line in a notebook: " (cell 3, line 2)". */
  String suffix(int line);
}

def log = new File(basedir, 'build.log').text
assert log.contains('audit.failOn: "SOMETIMES" is not known. Known values: MUST, NEVER, SHOULD.')

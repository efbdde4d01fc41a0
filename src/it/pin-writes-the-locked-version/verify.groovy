def log = new File(basedir, 'build.log').text
assert log.contains('1 requirement would be pinned')
assert log.contains('1 requirement pinned')
def text = new File(basedir, 'pyproject.toml').text
assert text.contains('  "requests == 2.31.0",  # for the API') || text.contains('  "requests ==2.31.0",  # for the API') || text.contains('"requests==2.31.0",  # for the API')

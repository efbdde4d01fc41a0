def log = new File(basedir, 'build.log').text
assert log.contains('audit.toml:2: the key "locksatisfiespin" is not known')
// Nothing is lost: the requirements are judged with defaults all the same.
assert new File(basedir, 'target/audit/pins/audit.json').exists()

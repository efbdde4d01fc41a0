assert new File(basedir, 'build.log').text.contains('audit.check is skipped (audit.skip).')
assert !new File(basedir, 'target/audit').exists()

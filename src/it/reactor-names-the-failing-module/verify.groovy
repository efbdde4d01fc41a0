def log = new File(basedir, 'build.log').text
assert log.contains('1 requirement(s) violated in io.github.pysecaudit.it:bad:1.0:')
assert log.contains('The whole reactor, 3 modules:')
assert log.contains('  io.github.pysecaudit.it:good:1.0: passed')
assert log.contains('  io.github.pysecaudit.it:bad:1.0: violated')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/pins/audit.json'))
def verdict = report.requirements.find { it.id == '6.2' }
assert verdict.verdict == 'FAIL'
assert verdict.findings[0].module == 'io.github.pysecaudit.it:bad:1.0'
assert verdict.findings[0].path == 'bad/requirements.txt'

def log = new File(basedir, 'build.log').text
assert log.contains('second-build-1.0.jar is the same twice.')
assert log.contains('The build is reproducible.')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/build/audit.json'))
def verdict = report.requirements.find { it.id == '7.1' }
assert verdict.verdict == 'PASS'
assert verdict.summary.startsWith('Proved by rebuild')

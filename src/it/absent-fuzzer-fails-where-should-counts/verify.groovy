def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/code/audit.json'))
assert log.contains('FAIL 3.1 (SHOULD) Fuzzing')
assert log.contains('No source imports and uses a fuzzer')
assert report.requirements.find { it.id == '10.1' }.verdict == 'PASS'

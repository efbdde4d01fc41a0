def log = new File(basedir, 'build.log').text
assert log.contains('FAIL 10.2 (MUST) Marked mitigations')
assert log.contains('app/run.py:5: The marker "# nosec" does not explain why.')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/code/audit.json'))
assert report.requirements.find { it.id == '10.1' }.verdict == 'PASS'
assert report.weaknesses.find { it.line == 5 }.marker.line == 5

def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/documents/audit.json'))
assert log.contains('FAIL 0.1 (MUST) Not-applicable statements')
def finding = report.requirements.find { it.id == '0.1' }.findings[0]
assert finding.path == 'SECURITY.md'
assert finding.line == 9
assert finding.contradictedBy.startsWith('app/main.py')

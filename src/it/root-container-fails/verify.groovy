def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/privileges/audit.json'))
assert log.contains('FAIL 8.2 (MUST NOT) No administrative accounts')
def finding = report.requirements.find { it.id == '8.2' }.findings[0]
assert finding.path == 'Dockerfile'
assert finding.line == 3
assert finding.remedy

def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/documents/audit.json'))
assert log.contains('FAIL 4.1 (MUST) Architecture document')
assert log.contains('FAIL 4.2 (MUST) Principles and decisions')
def finding = report.requirements.find { it.id == '4.1' }.findings[0]
assert finding.path == 'ARCHITECTURE.md'
assert finding.remedy

def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/documents/audit.json'))
assert log.contains('FAIL 1.2 (MUST) Secure reporting')
def verdict = { id -> report.requirements.find { it.id == id } }
assert verdict('1.1').verdict == 'PASS'
assert verdict('1.2').summary == 'Vulnerabilities can only be reported in public.'
assert verdict('1.2').findings[0].path == 'SECURITY.md'
assert verdict('1.2').findings[0].line == 3

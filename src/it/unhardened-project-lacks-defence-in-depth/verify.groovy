context.get('services').close()
def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/audit.json'))
assert log.contains('FAIL 9.1 (MUST) Defence in depth')
def verdict = report.requirements.find { it.id == '9.1' }
assert verdict.summary.contains('implementation')
assert verdict.summary.contains('testing')
assert !verdict.summary.contains('design')
assert verdict.evidence.any { it.path == 'ARCHITECTURE.md' }
assert verdict.findings.every { it.remedy }

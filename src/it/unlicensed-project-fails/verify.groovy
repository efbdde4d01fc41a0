def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/documents/audit.json'))
assert log.contains('FAIL 0.2 (MUST) Transparency and documentation')
def verdict = report.requirements.find { it.id == '0.2' }
assert verdict.findings.any { it.message == 'There is no licence file, and no manifest names a licence.' && it.remedy.contains('LICENSE') }
assert verdict.evidence.any { it.path == 'README.md' && it.line == 5 }

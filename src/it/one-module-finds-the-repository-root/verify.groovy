def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'good/target/audit/documents/audit.json'))
def verdict = report.requirements.find { it.id == '1.2' }
assert verdict.verdict == 'PASS'
assert verdict.evidence[0].path == 'SECURITY.md'

context.get('services').close()
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/badge/audit.json'))
def verdict = report.requirements.find { it.id == '2.1' }
assert verdict.verdict == 'FAIL'
assert verdict.summary.startsWith('This is the badge of another project')
assert verdict.evidence.find { it.path == 'README.md' && it.line == 3 }

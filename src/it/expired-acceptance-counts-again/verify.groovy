context.get('services').close()
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/dependencies/audit.json'))
def verdict = report.requirements.find { it.id == '5.1' }
assert verdict.verdict == 'FAIL'
def warning = verdict.warnings.find { it.path == 'audit.toml' }
assert warning.line == 1
assert warning.message.contains('expired on 2026-01-31, so it counts again')

def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/code/audit.json'))
def verdict = report.requirements.find { it.id == '10.2' }
assert verdict.verdict == 'PASS'
assert report.weaknesses.find { it.line == 5 }.marker.explanation
assert report.notes.any { it.startsWith('failOn=NEVER') }

def slurper = new groovy.json.JsonSlurper()
def baseline = slurper.parse(new File(basedir, 'audit-baseline.json'))
def entry = baseline.violations.find { it.id == '6.2' }
assert entry.path == 'requirements.txt'
assert !entry.message.contains(':1')

def log = new File(basedir, 'build.log').text
assert log.contains('1 requirement(s) violated in io.github.pysecaudit.it:baseline:1.0:')
assert log.contains('violations are listed in audit-baseline.json.')
assert log.contains('FAIL 6.2 (MUST) Exact versions elsewhere')
assert log.contains('violation(s) in audit-baseline.json are fixed but still listed.')

def folder = new File(basedir, 'target/audit/pins')
['audit.sarif', 'audit.html', 'TEST-audit.xml', 'audit.md', 'audit.cdx.json'].each {
    assert new File(folder, it).length() > 0
}
def sarif = slurper.parse(new File(folder, 'audit.sarif'))
assert sarif.runs[0].results.find { it.ruleId == '6.2' }.baselineState == 'unchanged'

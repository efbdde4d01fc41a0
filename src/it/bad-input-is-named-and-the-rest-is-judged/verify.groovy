context.get('services').close()
new File(basedir, 'README.md').delete()
def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/audit.json'))
def verdict = { id -> report.requirements.find { it.id == id } }
assert verdict('6.1').verdict == 'UNKNOWN'
assert verdict('6.1').findings.any { it.path == 'pyproject.toml' && it.line == 5 }
assert verdict('6.1').findings.any { it.path == 'latin/pyproject.toml' && it.line == 3 }
assert verdict('10.1').verdict == 'UNKNOWN'
assert verdict('10.1').findings[0].path == 'latin/app.py'
assert verdict('10.1').findings[0].line == 2
assert verdict('0.2').findings.any { it.path == 'README.md' && it.message.contains('larger than') }
assert verdict('0.1').verdict == 'UNKNOWN'
assert verdict('4.1').findings[0].path == 'ARCHITECTURE.md'
assert verdict('1.2').verdict == 'PASS'
assert verdict('6.2').verdict == 'PASS'
assert verdict('6.3').verdict == 'PASS'
assert report.requirements.size() == 25
assert report.requirements.every { !it.summary.contains('broke down') }
assert !(log =~ /\tat /)

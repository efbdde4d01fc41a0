context.get('services').close()
new File(basedir, 'README.md').delete()
def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/audit.json'))
def verdict = { id -> report.requirements.find { it.id == id } }
assert verdict('6.1').verdict == 'UNKNOWN'
assert verdict('6.1').findings[0].path == 'pyproject.toml'
assert verdict('6.1').findings[0].line == 5
assert verdict('6.2').verdict == 'PASS'
assert verdict('6.3').verdict == 'PASS'
assert report.requirements.size() == 25
assert report.requirements.every { !it.summary.contains('broke down') }
assert !(log =~ /\tat /)

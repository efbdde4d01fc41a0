context.get('services').close()
def log = new File(basedir, 'build.log').text
assert log.contains('requirement(s)')
assert !log.contains('no.such')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'reports/audit.json'))
assert report.requirements.size() == 25
assert report.requirements.find { it.id == '10.1' }.verdict == 'PASS'

// The second run was to write through a link that came with the tree.
assert log.replaceAll(/\s+(\[ERROR\] )?/, ' ').contains('audit.outputDirectory: target is a link that comes with the project')
assert new File(basedir, 'elsewhere').list().length == 0

assert !new File(basedir, 'sprung').exists()
def after = [:]
new File(basedir, 'tree').eachFileRecurse(groovy.io.FileType.FILES) { after[it.path] = it.text }
assert after == context.get('before')

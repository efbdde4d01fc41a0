context.get('services').close()
def log = new File(basedir, 'build.log').text
assert log.contains('requirement(s)')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/audit.json'))
assert report.requirements.size() == 25
assert report.dependencies.any { it.name == 'requests' }
assert !new File(basedir, 'sprung').exists()

// Everything written lies in the output and the cache folder, and nothing that was there has changed.
def before = context.get('before')
basedir.eachFileRecurse(groovy.io.FileType.FILES) {
    def inside = it.path.startsWith(new File(basedir, 'target').path + File.separator) || it.name == 'build.log'
    assert inside || before.containsKey(it.path) : "written: ${it.path}"
}
before.findAll { !it.key.endsWith('build.log') }.each { path, content -> assert new File(path).bytes.encodeBase64().toString() == content : "changed: ${path}" }
def files = []
new File(basedir, 'target').eachFileRecurse(groovy.io.FileType.FILES) { files << basedir.toPath().relativize(it.toPath()).toString().replace('\\', '/') }
assert files.every { it.startsWith('target/audit/') || it.startsWith('target/audit-cache/') } : files
assert files.every { !it.endsWith('.tmp') && !it.endsWith('.part') } : files

// Maven itself says what its settings and properties are with -X, and not their passwords.
def log = new File(basedir, 'build.log').text
assert log.contains('[DEBUG]')
assert log.contains('requirements.txt:2')
log.readLines().each { assert !it.contains('0topsecret') : it }
assert !log.contains('proxy-user')
assert !log.contains('osv-user')

def seen = 0
new File(basedir, 'target').eachFileRecurse(groovy.io.FileType.FILES) {
    seen++
    assert !it.text.contains('0topsecret') : it
}
assert seen >= 6

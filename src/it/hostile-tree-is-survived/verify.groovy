import java.nio.file.Files

context.get('services').close()
def seconds = (System.nanoTime() - context.get('start')) / 1_000_000_000
Files.setPosixFilePermissions(basedir.toPath().resolve('closed'), java.nio.file.attribute.PosixFilePermissions.fromString('rwx------'))
def log = new File(basedir, 'build.log').text
assert log.contains('requirement(s)')
assert !log.contains('OutOfMemory') && !log.contains('StackOverflow') && !log.contains('Internal error')
// It ends; a machine that runs six builds at once took 162 seconds.
assert seconds < 900 : seconds

// No name writes a line, a command or a colour of its own.
assert !log.contains('\u001b[31mred')
assert !log.contains('\u009b') && !log.contains('##[') && !log.contains('##vso[')
log.readLines().each { assert !it.startsWith('::error') && !(it =~ /^\[ERROR\] forged/) : it }

def folder = new File(basedir, 'target/audit')
def report = new groovy.json.JsonSlurper().parse(new File(folder, 'audit.json'))
def verdicts = report.requirements.collectEntries { [it.id, it.verdict] }
// Neither a README of 1 GB nor a policy that is a pipe says anything, and neither is it passed.
assert verdicts['1.1'] != 'PASS'
assert verdicts['1.2'] != 'PASS'
assert verdicts['6.1'] != 'PASS'
assert verdicts.findAll { it.key.startsWith('10') && it.value == 'PASS' }.isEmpty()
folder.eachFile {
    def bytes = it.text
    assert !bytes.contains('\u001b') : it
    assert !bytes.contains('root:x:0') : it
    if (it.name.endsWith('.html')) {
        assert !bytes.contains('<script>alert') : it
    }
    if (it.name.endsWith('.md')) {
        // Within a code span it is text.
        assert !bytes.replaceAll('`[^`\n]*`', '').contains('<script>alert') : it
    }
}
assert folder.list().every { !it.endsWith('.tmp') }

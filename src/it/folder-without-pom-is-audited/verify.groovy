context.get('services').close()
def log = new File(basedir, 'build.log').text
assert log.contains('requirement(s)')
assert log.contains('N/A  6.3')
assert basedir.list().sort() == ['README.md', 'build.log', 'invoker.properties', 'prebuild.groovy', 'services', 'target', 'verify.groovy'].findAll { new File(basedir, it).exists() }
assert !new File(basedir, 'target/audit').exists()

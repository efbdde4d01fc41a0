context.get('services').close()
def log = new File(basedir, 'build.log').text
assert log.contains('requirement(s)')
assert log.contains('N/A  6.3')
assert !new File(basedir, 'target/audit').exists()

context.put('services', io.github.pysecaudit.it.LoopbackServices.start(basedir, context.get('userProperties')))
new File(basedir, 'ARCHITECTURE.md').bytes = new byte[0]
new File(basedir, 'SECURITY.md').bytes = '# Security\n\nWrite to \u00fc@acme.test\n'.getBytes('ISO-8859-1')
def readme = new File(basedir, 'README.md')
new RandomAccessFile(readme, 'rw').withCloseable { it.setLength(50 << 20) }

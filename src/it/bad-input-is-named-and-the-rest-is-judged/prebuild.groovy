context.put('services', io.github.pysecaudit.it.LoopbackServices.start(basedir, context.get('userProperties')))
new File(basedir, 'ARCHITECTURE.md').bytes = new byte[0]
new File(basedir, 'SECURITY.md').bytes = '# Security\n\nReport vulnerabilities to J\u00fcrgen, jm@parcels.dev, in private.\n'.getBytes('ISO-8859-1')
def latin = new File(basedir, 'latin/pyproject.toml')
latin.parentFile.mkdirs()
latin.bytes = '[project]\nname = "b"\ndescription = "caf\u00e9"\ndependencies = ["requests"]\n'.getBytes('ISO-8859-1')
new File(basedir, 'latin/app.py').bytes = 'x = 1\ny = "caf\u00e9"\n'.getBytes('ISO-8859-1')
def readme = new File(basedir, 'README.md')
new RandomAccessFile(readme, 'rw').withCloseable { it.setLength(50 << 20) }

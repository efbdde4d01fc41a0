context.put('services', io.github.pysecaudit.it.LoopbackServices.start(basedir, context.get('userProperties')))
context.get('userProperties').setProperty('audit.outputDirectory', new File(basedir, 'audit').path)

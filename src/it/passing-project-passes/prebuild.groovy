context.put('services', io.github.pysecaudit.it.LoopbackServices.start(basedir, context.get('userProperties')))

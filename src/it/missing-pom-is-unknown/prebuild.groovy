import java.util.jar.JarEntry
import java.util.jar.JarOutputStream

['without-pom', 'with-broken-pom', 'with-pom'].each { name ->
    def folder = new File(basedir, "repository/org/example/${name}/1.0")
    folder.mkdirs()
    new File(folder, "${name}-1.0.jar").withOutputStream { out ->
        new JarOutputStream(out).withCloseable { jar -> jar.putNextEntry(new JarEntry('org/')) }
    }
    def head = '<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId>'
    def pom = "${head}<artifactId>${name}</artifactId><version>1.0</version></project>"
    if (name != 'without-pom') {
        new File(folder, "${name}-1.0.pom").text = name == 'with-pom' ? pom : pom.replace('</version>', '')
    }
}
context.put('services', io.github.pysecaudit.it.LoopbackServices.start(basedir, context.get('userProperties')))
